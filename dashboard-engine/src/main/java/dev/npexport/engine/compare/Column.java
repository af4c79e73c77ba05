package dev.npexport.engine.compare;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One field of one feature as a file holds it.
 *
 * @param value a number, a text, a list of either, or something else that is compared as it is
 */
record Column(JsonNode value, Writing writing) {}
