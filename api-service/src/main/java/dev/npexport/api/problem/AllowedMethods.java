package dev.npexport.api.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The methods that each path takes, read from the annotations of the resources: the framework knows
 * that a method is not one of a path, and not which ones are.
 */
@ApplicationScoped
class AllowedMethods {

  private static final Pattern PARAMETER = Pattern.compile("\\{[^{}:]+(?::([^{}]+))?}");

  private final List<Route> routes;

  @Inject
  AllowedMethods(BeanManager beans) {
    this.routes =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .<Class<?>>map(Bean::getBeanClass)
            .filter(type -> type.isAnnotationPresent(Path.class))
            .distinct()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).flatMap(Route::of))
            .toList();
  }

  /**
   * The methods of a path by name; none where no resource is. A name in a path is not taken for a
   * parameter. What can be read has a HEAD too.
   */
  SortedSet<String> of(String path) {
    String plain = path.replaceFirst("/$", "");
    SortedSet<String> methods = new TreeSet<>();
    int literals = 0;
    for (Route route : routes) {
      if (route.literals >= literals && route.paths.matcher(plain).matches()) {
        if (route.literals > literals) {
          methods.clear();
        }
        literals = route.literals;
        methods.add(route.method);
      }
    }
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    return methods;
  }

  /**
   * A method and the paths at which a resource takes it.
   *
   * @param literals characters of the path that are none of a parameter
   */
  private record Route(String method, Pattern paths, int literals) {

    static Stream<Route> of(Method method) {
      String resource = method.getDeclaringClass().getAnnotation(Path.class).value();
      String template =
          Optional.ofNullable(method.getAnnotation(Path.class))
              .map(below -> resource + "/" + below.value())
              .orElse(resource);
      return Arrays.stream(method.getAnnotations())
          .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
          .filter(Objects::nonNull)
          .map(verb -> of(verb.value(), template));
    }

    private static Route of(String method, String template) {
      StringBuilder paths = new StringBuilder();
      Matcher parameter = PARAMETER.matcher(template);
      int from = 0;
      while (parameter.find()) {
        paths.append(Pattern.quote(template.substring(from, parameter.start())));
        String form = Optional.ofNullable(parameter.group(1)).map(String::strip).orElse("[^/]+");
        paths.append("(?:").append(form).append(')');
        from = parameter.end();
      }
      paths.append(Pattern.quote(template.substring(from)));
      int literals = PARAMETER.matcher(template).replaceAll("").length();
      return new Route(method, Pattern.compile(paths.toString()), literals);
    }
  }
}
