package dev.npexport.api.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.testing.RealParts;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptionsJson;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.problem.InputException;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class OpenApiIT {

  /** Shown only where they were given, so the defaults lack them. */
  private static final Set<String> WITHOUT_DEFAULT =
      Set.of(
          "feature_indices",
          "feature_ranges",
          "min_activation_frequency",
          "max_activation_frequency",
          "features_per_batch");

  private final ObjectMapper json = new ObjectMapper();
  private JsonNode document;

  @BeforeEach
  void read() throws Exception {
    document =
        json.readTree(
            given().accept("application/json").get("/q/openapi").then().extract().asString());
  }

  @Test
  void hasEveryCall() {
    assertThat(fieldNames(document.path("paths")))
        .contains(
            "/api/v1/saes",
            "/api/v1/saes/{id}",
            "/api/v1/neuronpedia/export",
            "/api/v1/neuronpedia/export/{id}",
            "/api/v1/neuronpedia/export/{id}/cancel",
            "/api/v1/neuronpedia/export/{id}/retry",
            "/api/v1/neuronpedia/export/{id}/download",
            "/api/v1/neuronpedia/exports");
  }

  @Test
  void namesEveryErrorCodeWithItsStatus() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(
              document
                  .path("components")
                  .path("responses")
                  .path("Problem" + code.status())
                  .path("content")
                  .path("application/problem+json")
                  .path("examples")
                  .has(code.wire()))
          .as(code.wire())
          .isTrue();
    }
  }

  @Test
  void showsAnExampleOfEveryBodyAndParameterThatItsSchemaAllows() throws Exception {
    Described described = new Described(document.toString());
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String name = operation.getValue().path("operationId").asText();
        JsonNode request = operation.getValue().path("requestBody").path("content");
        for (Map.Entry<String, JsonNode> content : request.properties()) {
          assertThat(content.getValue().has("example")).as(name + content.getKey()).isTrue();
          assertThat(described.refusals(content.getValue())).as(name).isEmpty();
        }
        for (JsonNode answer : operation.getValue().path("responses")) {
          JsonNode content = resolve(answer).path("content").path("application/json");
          if (!content.isMissingNode()) {
            assertThat(content.has("example")).as(name + " " + content).isTrue();
            assertThat(described.refusals(content)).as(name).isEmpty();
          }
        }
        for (JsonNode given : operation.getValue().path("parameters")) {
          JsonNode parameter = resolve(given);
          assertThat(parameter.has("example") || parameter.path("schema").has("default"))
              .as(name + " " + parameter)
              .isTrue();
        }
      }
    }
  }

  @Test
  void saysWhatListsCanBeAskedFor() {
    assertThat(parameters("/api/v1/saes")).containsExactlyInAnyOrder("page", "size");
    assertThat(parameters("/api/v1/saes/{id}/features"))
        .containsExactlyInAnyOrder(
            "id",
            "search",
            "category",
            "min_frequency",
            "max_frequency",
            "has_activations",
            "sort",
            "page",
            "size");
    assertThat(parameters("/api/v1/neuronpedia/exports"))
        .containsExactlyInAnyOrder(
            "kind", "status", "sae_id", "created_after", "sort", "page", "size");
  }

  @Test
  void resolvesEveryReference() {
    for (JsonNode reference : document.findValues("$ref")) {
      String path = reference.asText().replaceFirst("^#", "");
      assertThat(document.at(path).isMissingNode()).as(reference.asText()).isFalse();
    }
  }

  @Test
  void writesNamesInSnakeCase() {
    document
        .path("components")
        .path("schemas")
        .forEach(
            schema ->
                assertThat(fieldNames(schema.path("properties")))
                    .allMatch(n -> n.matches("[a-z0-9_]+")));
  }

  @Test
  void hasTheConfigFieldsAndDefaultsOfTheParser() {
    JsonNode properties = schema("ExportConfig").path("properties");
    ObjectNode defaults = ExportOptionsJson.parameters(ExportOptions.DEFAULTS);
    Set<String> expected = new HashSet<>(fieldNames(defaults));
    expected.addAll(WITHOUT_DEFAULT);
    assertThat(new HashSet<>(fieldNames(properties))).isEqualTo(expected);
    for (Map.Entry<String, JsonNode> field : defaults.properties()) {
      JsonNode stated = properties.path(field.getKey()).path("default");
      if (!field.getKey().equals("neuronpedia")) {
        assertThat(stated.asText()).as(field.getKey()).isEqualTo(field.getValue().asText());
      }
    }
  }

  @Test
  void statesTheRangesThatTheParserHolds() {
    JsonNode properties = schema("ExportConfig").path("properties");
    for (Map.Entry<String, JsonNode> field : properties.properties()) {
      if (field.getValue().has("maximum") && !field.getKey().contains("frequency")) {
        long least = field.getValue().path("minimum").asLong();
        long most = field.getValue().path("maximum").asLong();
        assertThat(accepts(field.getKey(), least)).as(field.getKey() + " " + least).isTrue();
        assertThat(accepts(field.getKey(), most)).as(field.getKey() + " " + most).isTrue();
        assertThat(accepts(field.getKey(), least - 1)).as(field.getKey() + " below").isFalse();
        assertThat(accepts(field.getKey(), most + 1)).as(field.getKey() + " above").isFalse();
      }
    }
  }

  @Test
  void servesSwaggerUi() {
    given().get("/q/swagger-ui/").then().statusCode(200);
  }

  private boolean accepts(String field, long value) {
    try {
      ObjectNode config = json.createObjectNode().put(field, value);
      if (field.equals("features_per_batch")) {
        config.put("definitions", "saedashboard"); // it is refused with any other
      }
      ExportOptionsParser.parse(config);
      return true;
    } catch (InputException e) {
      return false;
    }
  }

  private List<String> parameters(String path) {
    return StreamSupport.stream(
            document.path("paths").path(path).path("get").path("parameters").spliterator(), false)
        .map(parameter -> resolve(parameter).path("name").asText())
        .toList();
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  private JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  private static List<String> fieldNames(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }
}
