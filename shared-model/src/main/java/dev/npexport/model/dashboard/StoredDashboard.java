package dev.npexport.model.dashboard;

import java.util.Map;

/**
 * What was computed of one feature.
 *
 * @param parts JSON by the name of its field in {@code features/{index}.json}
 */
public record StoredDashboard(int feature, Map<String, String> parts) {}
