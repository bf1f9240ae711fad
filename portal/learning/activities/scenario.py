"""A branching story: the way from the first scene to an ending is one answer."""

from __future__ import annotations

from typing import Any

from portal.learning.activities.base import Finished
from portal.learning.activities.walk import Walk, Way


class Scenario(Walk):
    kind = "scenario"

    def __init__(self, block: Any) -> None:
        super().__init__(block)
        self.scenes = {scene["key"]: scene for scene in self.value["scenes"]}

    def scene(self, way: Way) -> Any:
        """The scene this way leads to."""
        scene = self.value["scenes"][0]
        for number in way:
            scene = self.scenes[scene["choices"][number]["to"]]
        return scene

    def choices(self, way: Way) -> int:
        return len(self.scene(way)["choices"])

    def screen(self, way: Way) -> dict[str, Any]:
        return {"scene": self.scene(way), "said": self._said(way)}

    def _said(self, way: Way) -> str:
        """What the choice that led here says to the one who took it."""
        return (self.scene(way[:-1])["choices"][way[-1]]["feedback"] or "") if way else ""

    def finished(self, way: Way) -> Finished:
        """The story as it went. Right is 1 when it ended well."""
        steps = [(self.scene(way[:place]), number) for place, number in enumerate(way)]
        ending = self.scene(way)
        answers = [
            {
                "prompt": self.value["prompt"],
                "text": scene["text"],
                "shown": [choice["text"] for choice in scene["choices"]],
                "chosen": scene["choices"][number]["text"],
            }
            for scene, number in steps
        ]
        answers.append({"prompt": self.value["prompt"], "text": ending["text"], "ending": ending["ending"]})
        context = {
            "scene": ending,
            "said": self._said(way),
            "way": "-".join(map(str, way)),
            "told": [answer["chosen"] for answer in answers[:-1]],
        }
        return Finished(answers, int(ending["ending"] == "good"), 1, context)
