package dev.npexport.api.feature;

import dev.npexport.api.sae.SaeRegistry;
import dev.npexport.model.sae.RegisteredSae;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One feature's dashboard, computed when it is asked for, unless it was before. */
@Path("/api/v1/saes/{id}/features/{index}/dashboard")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Features")
public class DashboardResource {

  private final SaeRegistry saes;
  private final Dashboards dashboards;

  @Inject
  DashboardResource(SaeRegistry saes, Dashboards dashboards) {
    this.saes = saes;
    this.dashboards = dashboards;
  }

  @GET
  @Operation(
      operationId = "getDashboard",
      summary = "Show one feature's dashboard",
      description =
          "Equal, as JSON, to what an export with default options writes as features/{index}.json,"
              + " with the label of now. Computed once, then kept. The first one of an SAE groups its"
              + " activations and takes longer; compute-dashboard-data does it ahead.")
  @APIResponse(
      responseCode = "200",
      description = "The dashboard",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DashboardSchema.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "422", ref = "Problem422")
  public byte[] dashboard(@PathParam("id") String id, @PathParam("index") String index) {
    RegisteredSae sae = saes.get(id);
    return dashboards.of(sae, FeatureIndex.parse(index, sae.dSae));
  }
}
