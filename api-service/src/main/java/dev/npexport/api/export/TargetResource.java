package dev.npexport.api.export;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The Neuronpedias that exports may be pushed to. */
@Path("/api/v1/neuronpedia/targets")
@Tag(name = "Exports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TargetResource {

  private final Pushes pushes;

  @Inject
  TargetResource(Pushes pushes) {
    this.pushes = pushes;
  }

  @GET
  @Operation(
      operationId = "listTargets",
      summary = "List the Neuronpedias that exports may be pushed to",
      description = "Configured by npexport.targets; without any, the list is empty.")
  @APIResponse(
      responseCode = "200",
      description = "The targets",
      content = @Content(schema = @Schema(implementation = TargetList.class)))
  public TargetList targets() {
    return pushes.list();
  }
}
