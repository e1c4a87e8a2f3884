// The pages of the documentation (tools/site) need no more than their looks, and to be there without a network.

import "./base.css";
import "./docs.css";
import { keepOffline } from "./offline.js";

keepOffline();
