package dev.npexport.api.sae;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.api.paging.Page;
import dev.npexport.api.paging.QueryParameters;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.api.problem.RequestBody;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Register, list, show and forget SAEs. */
@Path("/api/v1/saes")
@Tag(name = "SAEs", description = "What can be exported: an SAE with its model and activations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SaeResource {

  private static final int MAX_NAME = 200;

  private final SaeInputs inputs;
  private final SaeRegistry registry;
  private final ObjectMapper json;

  @Inject
  SaeResource(SaeInputs inputs, SaeRegistry registry, ObjectMapper json) {
    this.inputs = inputs;
    this.registry = registry;
    this.json = json;
  }

  @POST
  @Operation(
      operationId = "registerSae",
      summary = "Register an SAE",
      description =
          "Reads headers and fingerprints of all inputs and answers every problem found at once. The"
              + " same inputs have the same id; registering them again updates paths, labels and a"
              + " given name.")
  @APIResponse(
      responseCode = "201",
      description = "Registered now",
      headers = @Header(name = "Location", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = SaeView.class)))
  @APIResponse(
      responseCode = "200",
      description = "Registered before",
      content = @Content(schema = @Schema(implementation = SaeView.class)))
  @APIResponse(responseCode = "409", ref = "Problem409")
  @APIResponse(responseCode = "422", ref = "Problem422")
  @Blocking // reads every input once for its fingerprint: a worker thread, not a shared carrier
  public Response register(RegisterRequest request) {
    RegisterRequest given = RequestBody.required(request);
    checkName(given);
    SaeRegistry.Registration registration = registry.register(given, inputs.look(given));
    SaeView view = SaeView.of(registration.sae(), json);
    return registration.created()
        ? Response.created(URI.create("/api/v1/saes/" + view.id())).entity(view).build()
        : Response.ok(view).build();
  }

  @GET
  @Operation(operationId = "listSaes", summary = "List SAEs, newest first")
  @RunOnVirtualThread
  public Page<SaeView> list(@Context UriInfo uri) {
    QueryParameters query = new QueryParameters(uri);
    int page = query.page();
    int size = query.size();
    query.check();
    return registry.list(page, size).map(sae -> SaeView.of(sae, json));
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getSae", summary = "Show an SAE")
  @APIResponse(
      responseCode = "200",
      description = "The SAE",
      content = @Content(schema = @Schema(implementation = SaeView.class)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  @RunOnVirtualThread
  public SaeView show(@PathParam("id") String id) {
    return SaeView.of(registry.get(id), json);
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "forgetSae",
      summary = "Forget an SAE",
      description = "Its finished exports keep their history and archives.")
  @APIResponse(responseCode = "204", description = "Forgotten")
  @APIResponse(responseCode = "404", ref = "Problem404")
  @APIResponse(responseCode = "409", ref = "Problem409")
  @RunOnVirtualThread
  public void forget(@PathParam("id") String id) {
    registry.forget(id);
  }

  private static void checkName(RegisterRequest request) {
    request
        .name()
        .filter(name -> name.isBlank() || name.length() > MAX_NAME || name.indexOf('\0') >= 0)
        .ifPresent(
            name -> {
              throw new ApiException(
                  ErrorCode.INVALID_FIELD,
                  ProblemItem.of(
                      ErrorCode.INVALID_FIELD,
                      "name",
                      "expected 1 to %d characters".formatted(MAX_NAME)));
            });
  }
}
