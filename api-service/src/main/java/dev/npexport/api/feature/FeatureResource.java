package dev.npexport.api.feature;

import dev.npexport.api.paging.Page;
import dev.npexport.api.paging.PagingParameters;
import dev.npexport.api.sae.SaeRegistry;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The table of an SAE's features. */
@Path("/api/v1/saes/{id}/features")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Features")
public class FeatureResource {

  private final FeatureQueries features;
  private final SaeRegistry saes;

  @Inject
  FeatureResource(FeatureQueries features, SaeRegistry saes) {
    this.features = features;
    this.saes = saes;
  }

  @GET
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
  @Parameter(ref = PagingParameters.PAGE)
  @Parameter(ref = PagingParameters.SIZE)
  public Page<FeatureView> list(@PathParam("id") String id, @Context UriInfo uri) {
    return features.page(FeatureQuery.of(saes.get(id).id, uri));
  }
}
