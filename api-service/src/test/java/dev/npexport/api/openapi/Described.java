package dev.npexport.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The OpenAPI document, which answers are held against. */
final class Described {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode document;
  private final Map<String, JsonSchema> schemas = new HashMap<>();

  Described(String text) throws Exception {
    this.document = (ObjectNode) JSON.readTree(text);
  }

  JsonNode document() {
    return document;
  }

  /** What an answer has that the document does not say of it; empty when all is said. */
  List<String> differences(String method, String path, int status, String mediaType, String body)
      throws Exception {
    Optional<String> template = template(path);
    if (template.isEmpty()) {
      return List.of(path + " is no path of the document");
    }
    String pointer =
        "/paths/%s/%s".formatted(escaped(template.get()), method.toLowerCase(Locale.ROOT));
    JsonNode operation = document.at(pointer);
    if (operation.isMissingNode()) {
      return List.of("%s is no method of %s".formatted(method, template.get()));
    }
    JsonNode response = operation.path("responses").path(String.valueOf(status));
    if (response.isMissingNode()) {
      return List.of("%s %s never answers %d".formatted(method, template.get(), status));
    }
    if (response.has("$ref")) {
      pointer = response.path("$ref").asText().substring(1);
      response = document.at(pointer);
    } else {
      pointer += "/responses/" + status;
    }
    if (body.isEmpty()) {
      return List.of();
    }
    String type = mediaType.replaceFirst(";.*", "").strip();
    if (!response.path("content").has(type)) {
      return List.of("%s %s %d has no %s".formatted(method, template.get(), status, type));
    }
    if (!type.endsWith("json")) {
      return List.of();
    }
    JsonNode tree = JSON.readTree(body);
    List<String> found = new ArrayList<>();
    for (ValidationMessage message :
        schema(pointer + "/content/" + escaped(type) + "/schema").validate(tree)) {
      found.add(message.getMessage());
    }
    unknownFields(response.path("content").path(type).path("schema"), tree, "$", found);
    return found;
  }

  /** What the schema of a content refuses of its example; empty when it allows it. */
  List<String> refusals(JsonNode content) {
    ObjectNode whole = document.deepCopy();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.setAll((ObjectNode) content.path("schema"));
    JsonNode example = content.path("example");
    List<String> found = new ArrayList<>();
    for (ValidationMessage message :
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(whole)
            .validate(example)) {
      found.add(message.getMessage());
    }
    unknownFields(content.path("schema"), example, "$", found);
    return found;
  }

  /** The id of the operation that a request is. */
  String operation(String method, String path) {
    return document
        .at(
            "/paths/%s/%s/operationId"
                .formatted(escaped(template(path).orElseThrow()), method.toLowerCase(Locale.ROOT)))
        .asText();
  }

  /** The document's path that a request's path is one of; literal parts come before parameters. */
  private Optional<String> template(String path) {
    return document.path("paths").properties().stream()
        .map(Map.Entry::getKey)
        .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
        .min(Comparator.comparingInt(t -> t.split("\\{", -1).length));
  }

  private JsonSchema schema(String pointer) {
    return schemas.computeIfAbsent(
        pointer,
        place -> {
          ObjectNode whole = document.deepCopy();
          whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
          whole.put("$ref", "#" + place);
          return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
        });
  }

  /** Fields of objects with described properties that are not among these. */
  private void unknownFields(JsonNode schema, JsonNode value, String where, List<String> found) {
    JsonNode resolved = resolve(schema);
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        unknownFields(resolved.path("items"), value.get(i), where + "[" + i + "]", found);
      }
    } else if (value.isObject() && resolved.has("properties")) {
      value
          .properties()
          .forEach(
              field -> {
                String place = where + "." + field.getKey();
                JsonNode described = resolved.path("properties").path(field.getKey());
                if (described.isMissingNode()) {
                  found.add(place + " is not described");
                } else {
                  unknownFields(described, field.getValue(), place, found);
                }
              });
    }
  }

  private JsonNode resolve(JsonNode schema) {
    if (schema.has("$ref")) {
      return resolve(document.at(schema.path("$ref").asText().substring(1)));
    }
    for (String keyword : new String[] {"allOf", "anyOf", "oneOf"}) {
      for (JsonNode part : schema.path(keyword)) {
        JsonNode resolved = resolve(part);
        if (resolved.has("properties") || resolved.has("items")) {
          return resolved;
        }
      }
    }
    return schema.isMissingNode() ? JsonNodeFactory.instance.objectNode() : schema;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
