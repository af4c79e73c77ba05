package dev.npexport.engine.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/** Records, lists and arrays as text with every digit, to be compared as a whole. */
public final class Printed {

  private Printed() {}

  public static String of(Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, Object value) {
    switch (value) {
      case Record record -> {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          text.append(component.getName()).append(' ');
          append(text, component(record, component));
        }
        text.append('\n');
      }
      case List<?> list -> list.forEach(item -> append(text, item));
      case Optional<?> optional -> optional.ifPresent(item -> append(text, item));
      default -> {
        if (value.getClass().isArray()) {
          for (int i = 0; i < Array.getLength(value); i++) {
            text.append(Array.get(value, i)).append(' ');
          }
        } else {
          text.append(value).append(' ');
        }
      }
    }
  }

  private static Object component(Record owner, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
