import { createApp } from "vue";
import ArticleReader from "./ArticleReader.vue";

createApp(ArticleReader, { src: "./page.html" }).mount("main");
