"""`rashomon samples`: what there is to try."""


def samples() -> None:
    """List the sample reports, which tell of invented incidents in invented places."""
    from rashomon.samples import SAMPLES, reports

    for name, about in SAMPLES.items():
        print(f"sample:{name}  {len(reports(name))} files: {about}")
