package dev.npexport.api.paging;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Writes the two parameters of every list into the OpenAPI document. An annotation that refers to a
 * parameter would take the place of one that the operation names itself.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class PagingParameters implements OASFilter {

  private static final String PAGE = "page";
  private static final String SIZE = "size";
  private static final Set<String> LISTS = Set.of("listSaes", "listFeatures", "listExports");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getComponents()
        .addParameter(PAGE, parameter(PAGE, "Counts from 0", 0, QueryParameters.MAX_PAGE, 0))
        .addParameter(
            SIZE,
            parameter(
                SIZE,
                "Items on a page",
                1,
                QueryParameters.MAX_PAGE_SIZE,
                QueryParameters.DEFAULT_PAGE_SIZE));
    document.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .filter(operation -> LISTS.contains(operation.getOperationId()))
        .forEach(
            operation ->
                operation
                    .addParameter(OASFactory.createParameter().ref(PAGE))
                    .addParameter(OASFactory.createParameter().ref(SIZE)));
  }

  private static Parameter parameter(
      String name, String description, int least, int most, int usual) {
    Schema schema =
        OASFactory.createSchema()
            .addType(SchemaType.INTEGER)
            .format("int32")
            .minimum(BigDecimal.valueOf(least))
            .maximum(BigDecimal.valueOf(most))
            .defaultValue(usual);
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.QUERY)
        .description(description)
        .schema(schema);
  }
}
