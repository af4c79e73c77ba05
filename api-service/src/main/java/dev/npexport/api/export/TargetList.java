package dev.npexport.api.export;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The configured targets, by name. */
@Schema(name = "TargetList")
record TargetList(List<TargetView> items) {}
