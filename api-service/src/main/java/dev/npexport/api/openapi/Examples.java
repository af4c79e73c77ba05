package dev.npexport.api.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Writes the examples of {@code openapi-examples.json} into the OpenAPI document: of each operation
 * a request by media type and an answer by status, and of parameters by name. A test holds them
 * against the schemas.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Examples implements OASFilter {

  private static final String FILE = "/openapi-examples.json";

  private record OfOperation(Map<String, Object> requests, Map<String, Object> responses) {

    private static final OfOperation NONE = new OfOperation(Map.of(), Map.of());

    OfOperation {
      requests = requests == null ? Map.of() : requests;
      responses = responses == null ? Map.of() : responses;
    }
  }

  private record File(
      Map<String, Object> parameters,
      Map<String, Object> jobs,
      Map<String, OfOperation> operations) {}

  /** The example of an answer that operations share, by the name of the response. */
  public static Object job(String name) {
    return read().jobs.get(name);
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    File examples = read();
    for (PathItem item : document.getPaths().getPathItems().values()) {
      for (Operation operation : item.getOperations().values()) {
        OfOperation own =
            examples.operations.getOrDefault(operation.getOperationId(), OfOperation.NONE);
        requests(operation, own.requests);
        responses(operation, own.responses);
        parameters(operation, examples.parameters);
      }
      // what a GET has as its body is only described
      Optional.ofNullable(item.getHEAD())
          .ifPresent(
              head ->
                  head.getResponses()
                      .getAPIResponses()
                      .values()
                      .forEach(answer -> answer.setContent(null)));
    }
  }

  private static void requests(Operation operation, Map<String, Object> examples) {
    if (operation.getRequestBody() != null) {
      operation
          .getRequestBody()
          .getContent()
          .getMediaTypes()
          .forEach((type, content) -> show(content, examples.get(type)));
    }
  }

  private static void responses(Operation operation, Map<String, Object> examples) {
    examples.forEach(
        (status, example) -> {
          APIResponse answer = operation.getResponses().getAPIResponse(status);
          if (answer != null && answer.getContent() != null) {
            answer.getContent().getMediaTypes().values().forEach(content -> show(content, example));
          }
        });
  }

  private static void show(MediaType content, Object example) {
    if (example != null) {
      content.setExamples(null);
      content.setExample(example);
    }
  }

  private static void parameters(Operation operation, Map<String, Object> examples) {
    for (Parameter parameter :
        Optional.ofNullable(operation.getParameters()).orElse(List.<Parameter>of())) {
      if (parameter.getName() != null && examples.containsKey(parameter.getName())) {
        parameter.setExample(examples.get(parameter.getName()));
      }
    }
  }

  private static File read() {
    try (InputStream in = Examples.class.getResourceAsStream(FILE)) {
      return new ObjectMapper().readValue(in, File.class);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
