package dev.npexport.api.export;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a push sends where. */
@Schema(name = "Push")
record PushView(UUID exportId, String target) {}
