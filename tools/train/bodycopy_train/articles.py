"""Articles as the crate gives them: pages and model files go in; a result for each page comes out, in the form that the metric reads."""

import json
import os
import subprocess

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
BINARY = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "bodycopy-train")
FOLD_MODELS = os.path.join(ROOT, "tools", "train", "folds")
PROCESSES = 2


def build():
    """Builds the Rust binary, whether or not the model at hand fits its features: the models are read when it runs."""
    env = {**os.environ, "BODYCOPY_UNTRAINED": "1"}
    subprocess.run(["cargo", "build", "--release", "-q", "-p", "bodycopy-train"], cwd=ROOT, check=True, env=env)


def fold_model(fold, folder=FOLD_MODELS):
    """The model that saw no page of a fold's sites."""
    return os.path.join(folder, f"{fold}.bin")


def extract(pages, work, model_of):
    """{page's key: result}; `model_of` gives the model file for a page."""
    running = []
    for at in range(PROCESSES):
        listing = os.path.join(work, f"articles.{at}.pages.jsonl")
        with open(listing, "w", encoding="utf-8") as f:
            for page in pages[at::PROCESSES]:
                f.write(json.dumps({"id": page.key, "path": page.path, "url": page.url, "model": model_of(page)}) + "\n")
        with open(os.path.join(work, f"articles.{at}.jsonl"), "wb") as out:
            running.append(subprocess.Popen([BINARY, "articles", listing], stdout=out))
    if any(process.wait() for process in running):
        raise SystemExit("extracting the articles failed")
    results = {}
    for at in range(PROCESSES):
        path = os.path.join(work, f"articles.{at}.jsonl")
        with open(path, encoding="utf-8") as f:
            for line in f:
                result = json.loads(line)
                results[result["id"]] = result
        os.remove(path)
        os.remove(os.path.join(work, f"articles.{at}.pages.jsonl"))
    return results
