"""Interface icons, 24 × 24, drawn with the text's own colour: one file each, and one sprite of symbols."""

NS = 'xmlns="http://www.w3.org/2000/svg"'
LINE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'

ICONS = {
    "search": "M17 10.5a6.5 6.5 0 1 1-13 0a6.5 6.5 0 0 1 13 0ZM15.3 15.3L20.5 20.5",
    "phone": "M7.6 3.8L10 8.6L7.9 10.4C9 12.9 11.1 15 13.6 16.1L15.4 14L20.2 16.4V19.2Q20.2 20.5 18.8 20.4C10.6 19.9 4.1 13.4 3.6 5.2Q3.5 3.8 4.8 3.8Z",
    "line": "M12 4C16.9 4 20.5 7 20.5 10.9S16.9 17.8 12 17.8L8 20.8V17.1C5.2 16 3.5 13.7 3.5 10.9C3.5 7 7.1 4 12 4ZM8.2 11v.01M12 11v.01M15.8 11v.01",
    "play": "M8 5.2V18.8Q8 19.6 8.7 19.2L19 12.6Q19.7 12 19 11.4L8.7 4.8Q8 4.4 8 5.2Z",
    "pause": "M8.5 5V19M15.5 5V19",
    "print": "M7 9V3.5H17V9M7 17.5H5.2Q3.5 17.5 3.5 15.8V10.7Q3.5 9 5.2 9H18.8Q20.5 9 20.5 10.7V15.8Q20.5 17.5 18.8 17.5H17M7 14H17V20.5H7ZM17 11.9v.01",
    "check": "M4.5 12.8L9.6 17.8L19.5 6.8",
    "warn": "M12 4L21 19.5H3ZM12 10V14M12 16.9v.01",
    "back": "M19.5 12H4.8M11 5.5L4.5 12L11 18.5",
    "next": "M4.5 12H19.2M13 5.5L19.5 12L13 18.5",
    "download": "M12 4V15M7 10.5L12 15.5L17 10.5M4.5 19.8H19.5",
    "clock": "M20.5 12a8.5 8.5 0 1 1-17 0a8.5 8.5 0 0 1 17 0ZM12 7V12L15.5 14.2",
    "eye": "M2.8 12.5C6.5 6.2 17 5.2 21.2 11.2C17.8 18.6 7 19.4 2.8 12.5ZM15 12a3 3 0 1 1-6 0a3 3 0 0 1 6 0Z",
    "text-size": "M3.5 19.5V12L2.2 10.2C3 6 12.5 6 12.5 11.5V19.5M15.5 19.5V14.2L14.6 12.9C15.2 10.2 21.5 10.2 21.5 14V19.5",
    "theme": "M20.5 12a8.5 8.5 0 1 1-17 0a8.5 8.5 0 0 1 17 0ZM12 3.5V20.5M12 8.5H19.5M12 12H20.5M12 15.5H19.5",
    "book": "M12 6.8C9.5 4.8 6.5 4.5 3.5 5V18.5C6.5 18 9.5 18.3 12 20.2C14.5 18.3 17.5 18 20.5 18.5V5C17.5 4.5 14.5 4.8 12 6.8ZM12 6.8V20.2",
    "share": "M12 14.5V3.8M7.5 8L12 3.5L16.5 8M7 11.5H5.2V20.5H18.8V11.5H17",
    "user": "M16 7.8a4 4 0 1 1-8 0a4 4 0 0 1 8 0ZM4 20.5C4.5 12.8 19.5 12.8 20 20.5",
    "menu": "M4 6.5H20M4 12H20M4 17.5H20",
    "close": "M6 6L18 18M18 6L6 18",
    "sound": "M4 9.5V14.5H7.5L12.5 18.8V5.2L7.5 9.5ZM16 9.2Q18 12 16 14.8M18.7 6.5Q22.2 12 18.7 17.5",
    "home": "M3.5 11.5L12 4L20.5 11.5M6 10V20H18V10M10 20V14H14V20",
    "qr": "M4 4H10V10H4ZM14 4H20V10H14ZM4 14H10V20H4ZM14 14H16.5V16.5M20 14V14.01M14 20V20.01M17 20H20V17",
    "stop": "M6.5 6.5H17.5V17.5H6.5Z",
}


def icon(name):
    return f'<svg {NS} viewBox="0 0 24 24" {LINE}><path d="{ICONS[name]}"/></svg>\n'


def sprite():
    """One file with every icon as a symbol: ``<use href="…/icons.svg#i-search">``."""
    symbols = "".join(
        f'<symbol id="i-{name}" viewBox="0 0 24 24" {LINE}><path d="{d}"/></symbol>\n' for name, d in ICONS.items()
    )
    return f"<svg {NS}>\n{symbols}</svg>\n"
