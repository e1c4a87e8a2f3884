// React 19 sets properties of the element, and takes `onarticle` for a listener of its event `article`.

import "bodycopy/element";
import { useState } from "react";
import { createRoot } from "react-dom/client";

function Reader({ src }) {
  const [article, setArticle] = useState(null);
  const [strictness, setStrictness] = useState(0.5);
  return (
    <>
      <label>
        Strictness{" "}
        <input
          type="range"
          min="0"
          max="1"
          step="0.1"
          value={strictness}
          onChange={(event) => setStrictness(event.target.valueAsNumber)}
        />
      </label>
      <output>{article ? `${article.wordCount} words` : "…"}</output>
      <body-copy src={src} strictness={strictness} onarticle={(event) => setArticle(event.article)} />
    </>
  );
}

createRoot(document.querySelector("main")).render(<Reader src="./page.html" />);
