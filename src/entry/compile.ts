// What a start loads: once imported, it is compiled and kept for the starts to come.
import "../adapters/node/hnsw-vector-index.ts";
import "../adapters/node/start-service.ts";
