package dev.npexport.api.openapi;

import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemDocument;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Writes the error answers into the OpenAPI document: one response for each status, with an example
 * for each code, so that the document says exactly what {@link ErrorCode} has.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {

  /** What every call can answer. */
  private static final List<Integer> ALWAYS = List.of(400, 401, 403, 406, 500, 503);

  private static final int NOT_FOUND = 404;

  /** What a call with a body can answer besides. */
  private static final List<Integer> WITH_BODY = List.of(413, 415);

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<Integer, List<ErrorCode>> byStatus =
        Arrays.stream(ErrorCode.values())
            .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
    byStatus.forEach(
        (status, codes) ->
            document.getComponents().addResponse("Problem" + status, response(status, codes)));
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .values()
                    .forEach(operation -> complete(operation, path.contains("{"))));
  }

  /**
   * @param names whether the path names a thing, which may not be there
   */
  private static void complete(Operation operation, boolean names) {
    ALWAYS.forEach(status -> refer(operation, status));
    if (names) {
      refer(operation, NOT_FOUND);
    }
    if (operation.getRequestBody() != null) {
      WITH_BODY.forEach(status -> refer(operation, status));
    }
  }

  private static void refer(Operation operation, int status) {
    String name = String.valueOf(status);
    APIResponse stated = operation.getResponses().getAPIResponse(name);
    // the framework states some of its own, without a content
    if (stated == null || stated.getRef() == null) {
      operation
          .getResponses()
          .addAPIResponse(name, OASFactory.createAPIResponse().ref("Problem" + status));
    }
  }

  private static APIResponse response(int status, List<ErrorCode> codes) {
    MediaType content =
        OASFactory.createMediaType()
            .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
    codes.forEach(code -> content.addExample(code.wire(), example(status, code)));
    String description =
        codes.stream()
            .map(code -> "`%s`: %s".formatted(code.wire(), code.title()))
            .collect(Collectors.joining("; "));
    return OASFactory.createAPIResponse()
        .description(description)
        .content(OASFactory.createContent().addMediaType(ProblemDocument.MEDIA_TYPE, content));
  }

  private static Example example(int status, ErrorCode code) {
    return OASFactory.createExample()
        .value(
            Map.of(
                "title",
                code.title(),
                "status",
                status,
                "code",
                code.wire(),
                "instance",
                "/api/v1"));
  }
}
