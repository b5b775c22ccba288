"""Which organisations have a field, by the codes of the reference data, and which places are drawn how often."""

from placements.demo.article import BEIJING, HEBEI, TIANJIN

# Departments of each region by field: the first part of codes like BJ-WATER, HE-WATER.
CAPITAL = {BEIJING: "BJ", TIANJIN: "TJ", HEBEI: "HE"}
DEPARTMENT = {
    "ECON-PLAN": "DRC",
    "TRANSPORT": "TRANS",
    "AGRI": "AGRI",
    "IND-IT": "IT",
    "SCI-INNO": "SCI",
    "INVEST": "INVEST",
    "HEALTH": "HEALTH",
    "EDU": "EDU",
    "COMMERCE": "COM",
    "TOURISM": "CULT",
    "WATER": "WATER",
    "ENV-AIR": "ENV",
    "HOUSING": "HOUS",
    "URB-PLAN": "PLAN",
    "HR": "HRSS",
    "FISC-TAX": "FIN",
    "CIVIL": "CIVIL",
    "FOREST": "FOREST",
    "EMERG": "EMER",
    "MKT-REG": "MKT",
    "STATS": "STAT",
    "AUDIT": "AUDIT",
    "MED-INS": "MEDINS",
    "SOE": "SASAC",
    "POLICY": "RESEARCH",
}
# Where the code has another last part than that.
SPECIAL = {
    ("BJ", "INVEST"): "BJ-INVEST-C",
    ("BJ", "PARK"): "BJ-BDA",
    ("TJ", "PARK"): "TJ-TEDA",
    ("PREF", "PARK"): "PREF-HITECH",
    ("CNTY", "PARK"): "CNTY-EDZ",
    ("CNTY", "IND-IT"): "CNTY-SCI",
    ("CNTY", "SCI-INNO"): "",
    ("MDIST", "PARK"): "",
}
# The organisation that is there under another name than the template's.
NOT_HERE = {"MDIST-RESEARCH-110106"}

# Districts without a field or a reservoir have no department for them.
RURAL = {"AGRI", "WATER", "FOREST"}
INNER_CITY = {"110101", "110102", "110107", "120101", "120102", "120103", "120104", "120105", "120106"}

# How often the cities of Hebei are drawn: those around Beijing more often.
CITIES = {
    "130600": 5,
    "130700": 5,
    "130800": 5,
    "130200": 5,
    "131000": 5,
    "130100": 4,
    "130900": 3,
    "130300": 3,
    "131100": 2,
    "130500": 2,
    "130400": 2,
}
