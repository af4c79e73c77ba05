package dev.npexport.testkit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The keys of configuration interfaces, as SmallRye names them, with their defaults. */
public final class ConfigKeys {

  private ConfigKeys() {}

  /** Of these interfaces and of those that their methods give. */
  public static Map<String, Optional<String>> of(Class<?>... mappings) {
    Map<String, Optional<String>> keys = new TreeMap<>();
    for (Class<?> mapping : mappings) {
      add(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, keys);
    }
    return keys;
  }

  private static void add(String prefix, Class<?> mapping, Map<String, Optional<String>> keys) {
    for (Method method : mapping.getMethods()) {
      String key = prefix + "." + kebab(method.getName());
      if (Arrays.asList(mapping.getDeclaredClasses()).contains(method.getReturnType())) {
        add(key, method.getReturnType(), keys);
      } else {
        keys.put(
            key,
            Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value));
      }
    }
  }

  /** As an environment variable. */
  public static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }
}
