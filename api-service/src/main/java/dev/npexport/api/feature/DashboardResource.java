package dev.npexport.api.feature;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.api.sae.SaeRegistry;
import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.InputFacts;
import dev.npexport.engine.problem.InputException;
import dev.npexport.model.sae.RegisteredSae;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One feature's dashboard, computed when it is asked for. */
@Path("/api/v1/saes/{id}/features/{index}/dashboard")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Features")
public class DashboardResource {

  private final SaeRegistry saes;
  private final ExportEngine engine;
  private final PreviewRequests requests;

  @Inject
  DashboardResource(SaeRegistry saes, ExportEngine engine, PreviewRequests requests) {
    this.saes = saes;
    this.engine = engine;
    this.requests = requests;
  }

  @GET
  @Operation(
      operationId = "getDashboard",
      summary = "Show one feature's dashboard",
      description =
          "The object that an export with default options writes as features/{index}.json. The first"
              + " one of an SAE groups its activations and takes longer.")
  public byte[] dashboard(@PathParam("id") String id, @PathParam("index") String index) {
    RegisteredSae sae = saes.get(id);
    InputFacts facts = saes.facts(sae);
    int feature = FeatureIndex.parse(index, facts.dSae());
    try {
      return engine.dashboard(requests.of(sae, facts, feature), feature);
    } catch (InputException e) {
      throw new ApiException(
          ErrorCode.INVALID_INPUT, e.problems().stream().map(ProblemItem::of).toList());
    }
  }
}
