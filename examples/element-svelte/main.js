import { mount } from "svelte";
import ArticleReader from "./ArticleReader.svelte";

mount(ArticleReader, { target: document.querySelector("main"), props: { src: "./page.html" } });
