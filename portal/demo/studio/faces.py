"""Five faces, from not satisfied at all to very satisfied, 48 × 48. Told apart by brows, eyes and mouth, never by colour.

The head takes the colour of its place (`fill` of the page's style sheet), the features are lines in the text's own colour.
"""

NS = 'xmlns="http://www.w3.org/2000/svg"'
LINE = 'stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"'
HEAD = '<circle cx="24" cy="24" r="20.5"/>'
EYES = "M17 20v.4M31 20v.4"

# Score: thin lines; dots for eyes; a mouth that is open.
FACES = {
    1: ("M13 14.5L19.5 18M35 14.5L28.5 18M15.5 36.5C18.5 29 29.5 29 32.5 36.5", "M18 22.4v.4M30 22.4v.4", ""),
    2: ("M17 34.5C20 30.8 28 30.8 31 34.5", EYES, ""),
    3: ("M16.5 32H31.5", EYES, ""),
    4: ("M15 29.5C18 35.8 30 35.8 33 29.5", EYES, ""),
    5: (
        "M13.5 20.5Q17 15.5 20.5 20.5M27.5 20.5Q31 15.5 34.5 20.5",
        "",
        "M13.5 27H34.5C34 34.5 29.5 38 24 38S14 34.5 13.5 27Z",
    ),
}


def face(score):
    """The inside of one face."""
    lines, eyes, mouth = FACES[score]
    dots = f'<path d="{eyes}" stroke-width="5"/>' if eyes else ""
    teeth = f'<path d="{mouth}" fill="currentColor"/>' if mouth else ""
    return f'{HEAD}<path fill="none" d="{lines}"/>{dots}{teeth}'


def sprite():
    """One file with every face as a symbol: ``<use href="…/faces.svg#f-5">``."""
    symbols = "".join(f'<symbol id="f-{score}" viewBox="0 0 48 48" {LINE}>{face(score)}</symbol>\n' for score in FACES)
    return f"<svg {NS}>\n{symbols}</svg>\n"
