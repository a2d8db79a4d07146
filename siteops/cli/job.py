"""The process of an import that takes long: started by the server, never by a person.

`python -m siteops.cli.job SHOW SHA256`, with the lock of the job as an open descriptor. It gives way to requests.
"""

import os
import resource
import sys

MEMORY_BYTES = 3 * 2**29
"""The largest list that is read at all takes 310 MB; what takes this much takes the machine."""
YIELDS = 5
"""How much it gives way, as `nice` counts."""


def main(show: str, sha256: str) -> None:
    """Do the errand that lies beside the upload."""
    os.nice(YIELDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from siteops import without_pages
    from siteops.imports.jobs import Job
    from siteops.imports.working import work

    app = without_pages()
    with app.app_context():
        job = Job(show, sha256)
        state = job.state()
    language = state.errand.language if state else ""
    with app.test_request_context(headers={"Cookie": f"lang={language}"}):
        work(job)


if __name__ == "__main__":
    main(*sys.argv[1:])
