package dev.npexport.api.feature;

import dev.npexport.api.paging.Page;
import dev.npexport.api.sae.SaeRegistry;
import dev.npexport.model.sae.RegisteredSae;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** An SAE's features: the table of them, and the dashboard of one. */
@Path("/api/v1/saes/{id}/features")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Features")
public class FeatureResource {

  private final FeatureQueries features;
  private final SaeRegistry saes;
  private final Dashboards dashboards;

  @Inject
  FeatureResource(FeatureQueries features, SaeRegistry saes, Dashboards dashboards) {
    this.features = features;
    this.saes = saes;
    this.dashboards = dashboards;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      operationId = "listFeatures",
      summary = "Browse features",
      description =
          "Rows have no numbers until the first export of the SAE has counted its activations.")
  @Parameter(
      name = "search",
      in = ParameterIn.QUERY,
      description = "In label, category, description; a number also finds that index",
      schema = @Schema(implementation = String.class, maxLength = 200))
  @Parameter(
      name = "category",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = String.class, maxLength = 200))
  @Parameter(
      name = "min_frequency",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Double.class, minimum = "0", maximum = "1"))
  @Parameter(
      name = "max_frequency",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Double.class, minimum = "0", maximum = "1"))
  @Parameter(
      name = "has_activations",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Boolean.class))
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "A field of the row; a minus turns the order round",
      schema = @Schema(implementation = String.class, defaultValue = "feature_index"))
  public Page<FeatureView> list(@PathParam("id") String id, @Context UriInfo uri) {
    return features.page(saes.get(id), FeatureQuery.of(uri));
  }

  /** Computed when it is asked for, unless it was before. */
  @GET
  @Path("{index}/dashboard")
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
  @Blocking // computes: a worker thread, not a shared carrier
  public byte[] dashboard(@PathParam("id") String id, @PathParam("index") String index) {
    RegisteredSae sae = saes.get(id);
    return dashboards.of(sae, FeatureIndex.parse(index, sae.dSae));
  }
}
