"""Make the synthetic microdata behind the page "Samarbejd på tværs": `python data/samarbejde/generate.py`.

2,271 invented workplaces, of which exactly 1,877 are innovative and 1,334 of these collaborated. Their weights are
calibrated (exponential distance, Deville and Särndal 1992) so that the published shares come out: 69 % collaborated,
49.6 % externally, 80/85/84 % of municipal, regional and state workplaces are innovative, 8 % and 7 % of the phases are
not shown. `meta.yaml` lists which numbers are published and which are invented. Same seed, same bytes.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SEED = 20182019
HERE = Path(__file__).parent
FILE = HERE / "samarbejde-syntetisk.csv"

SECTORS = {"kommune": (1528, 9150.0, 0.80), "region": (262, 1450.0, 0.85), "stat": (481, 2600.0, 0.84)}
"""Rows, invented population, and published share of innovative workplaces."""
INNOVATIVE = {"kommune": 1258, "region": 220, "stat": 399}
COLLABORATION = {"kun_intern": 406, "baade": 520, "kun_ekstern": 408}
"""Rows; 1,334 in all."""
SHARES = {"kun_intern": 0.194, "baade": 0.282, "kun_ekstern": 0.214}
PARTNERS = {
    "off_samme": 0.216,
    "off_tvaers": 0.153,
    "virksomhed": 0.182,
    "borger": 0.198,
    "forening": 0.121,
    "viden": 0.132,
    "fond": 0.051,
    "udland": 0.034,
    "andre": 0.042,
}
PHASES = {"1": 0.52, "2": 0.76, "3": 0.584, "4": 0.61, "5": 0.406, "6": 0.08, "98": 0.07}
"""Share of the collaborating workplaces that name the phase for at least one partner."""
MONTHS, LONGEST = {"kommune": 7.5, "region": 10.5, "stat": 9.0}, 60
"""Invented months from idea to use without partners, on average; the most that are answered."""


def main() -> None:
    """Write the file and its hash."""
    random = np.random.default_rng(SEED)
    rows = _rows(random)
    weights = _calibrated(*_constraints(rows))
    _add_months(rows, np.random.default_rng(SEED + 1))
    columns = ["id", "syntetisk", "sektor", "indfoert_innovation", "sam_intern"]
    columns += [f"sam_{name}" for name in PARTNERS] + ["sam_ingen", "fase_intern"]
    columns += [f"fase_{name}" for name in PARTNERS] + ["maaneder", "vaegt"]
    lines = [",".join(columns)]
    for row, weight in zip(rows, weights, strict=True):
        lines.append(",".join([*(str(row.get(column, "")) for column in columns[:-1]), f"{weight:.6f}"]))
    data = ("\n".join(lines) + "\n").encode()
    FILE.write_bytes(data)
    (HERE / f"{FILE.name}.sha256").write_text(f"{sha256(data).hexdigest()}  {FILE.name}\n", encoding="ascii")


def _rows(random: np.random.Generator) -> list[dict[str, object]]:
    """Invented workplaces; a cell that is not asked is absent."""
    innovative = [
        (sector, index < INNOVATIVE[sector]) for sector, (count, _, _) in SECTORS.items() for index in range(count)
    ]
    kinds = [kind for kind, count in COLLABORATION.items() for _ in range(count)]
    kinds += ["ingen"] * (sum(INNOVATIVE.values()) - len(kinds))
    remaining = iter(random.permutation(kinds).tolist())
    rows: list[dict[str, object]] = []
    for place in random.permutation(len(innovative)):
        sector, does = innovative[place]
        row: dict[str, object] = {
            "id": f"S{len(rows) + 1:04d}",
            "syntetisk": "ja",
            "sektor": sector,
            "indfoert_innovation": int(does),
        }
        if does:
            row |= _collaboration(random, str(next(remaining)))
        rows.append(row)
    return rows


def _collaboration(random: np.random.Generator, kind: str) -> dict[str, object]:
    """Whom an innovative workplace worked with, and in which phases with each."""
    internal, external = kind in ("kun_intern", "baade"), kind in ("baade", "kun_ekstern")
    chosen = dict.fromkeys(PARTNERS, False)
    while external and not any(chosen.values()):
        chosen = {name: bool(random.random() < share / 0.496) for name, share in PARTNERS.items()}
    row: dict[str, object] = {"sam_intern": int(internal), "sam_ingen": int(kind == "ingen")}
    row |= {f"sam_{name}": int(yes) for name, yes in chosen.items()}
    for name in (["intern"] if internal else []) + [name for name, yes in chosen.items() if yes]:
        row[f"fase_{name}"] = _phases(random)
    return row


def _phases(random: np.random.Generator) -> str:
    """The phases one partner took part in, or 98 (don't know)."""
    if random.random() < 0.035:
        return "98"
    named: list[str] = []
    while not named:
        named = [code for code, share in PHASES.items() if code != "98" and random.random() < 0.62 * share]
    return ";".join(named)


def _add_months(rows: list[dict[str, object]], random: np.random.Generator) -> None:
    """How many months each innovation took, longer with more partners; 998 where nobody knows.

    It has random numbers of its own, so that all other columns stay as they are without it.
    """
    for row in rows:
        if row["indfoert_innovation"] == 1:
            partners = sum(row[f"sam_{name}"] == 1 for name in ("intern", *PARTNERS))
            months = MONTHS[str(row["sektor"])] + 0.8 * partners
            drawn = int(np.clip(np.rint(random.gamma(2.5, months / 2.5)), 1, LONGEST))
            row["maaneder"] = 998 if random.random() < 0.04 else drawn


def _constraints(rows: list[dict[str, object]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Indicators (rows x constraints) and the weighted totals they must have."""
    innovative = sum(population * share for _, population, share in SECTORS.values())
    together = sum(SHARES.values()) * innovative
    indicators: list[list[float]] = []
    totals: list[float] = []

    def require(total: float, holds: list[bool]) -> None:
        indicators.append([float(yes) for yes in holds])
        totals.append(total)

    for sector, (_, population, share) in SECTORS.items():
        require(population, [row["sektor"] == sector for row in rows])
        inside = [row["sektor"] == sector and row["indfoert_innovation"] == 1 for row in rows]
        require(population * share, inside)
    external = [any(row.get(f"sam_{name}") == 1 for name in PARTNERS) for row in rows]
    internal = [row.get("sam_intern") == 1 for row in rows]
    pairs = list(zip(internal, external, strict=True))
    require(SHARES["kun_intern"] * innovative, [inner and not outer for inner, outer in pairs])
    require(SHARES["baade"] * innovative, [inner and outer for inner, outer in pairs])
    require(SHARES["kun_ekstern"] * innovative, [outer and not inner for inner, outer in pairs])
    for name, share in PARTNERS.items():
        require(share * innovative, [row.get(f"sam_{name}") == 1 for row in rows])
    for code, share in PHASES.items():
        require(share * together, [code in _codes(row) for row in rows])
    return np.array(indicators).T, np.array(totals)


def _codes(row: dict[str, object]) -> set[str]:
    return {code for name in ("intern", *PARTNERS) for code in str(row.get(f"fase_{name}", "")).split(";")}


def _calibrated(indicators: NDArray[np.float64], totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights exp(indicators @ multipliers), by Newton's method, that meet every total."""
    start = np.full(len(indicators), sum(population for _, population, _ in SECTORS.values()) / len(indicators))
    multipliers = np.zeros(len(totals))
    for _ in range(50):
        weights = start * np.exp(indicators @ multipliers)
        miss = totals - indicators.T @ weights
        if np.abs(miss).max() < 1e-9:
            break
        multipliers += np.linalg.solve(indicators.T @ (weights[:, None] * indicators), miss)
    return weights


if __name__ == "__main__":
    main()
