package io.gyre.analysis.check;

import io.gyre.ctf.bind.Text;
import io.gyre.ctf.read.PacketHeader;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks through everything that an object holds for what belongs to the decoder. */
final class KeptReferences {
    /** Objects looked at; what a fold holds beyond is not. */
    private static final int MOST = 1 << 20;

    private final ArrayDeque<Place> todo = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param path how it is reached: {@code ProgramsFold.last} */
    private record Place(Object object, String path) {}

    private KeptReferences() {}

    /** {@return where it keeps a text or a packet of the decoder, if it does} */
    static Optional<String> in(Object root) {
        var search = new KeptReferences();
        search.add(root, root.getClass().getSimpleName());
        while (!search.todo.isEmpty()) {
            Place place = search.todo.remove();
            if (place.object instanceof Text || place.object instanceof PacketHeader) {
                return Optional.of(place.path + " is a " + place.object.getClass().getSimpleName());
            }
            search.open(place);
        }
        return Optional.empty();
    }

    private void add(@Nullable Object object, String path) {
        boolean isWanted = object != null && !isPlain(object.getClass()) && seen.size() < MOST;
        if (object != null && isWanted && seen.add(object)) {
            todo.add(new Place(object, path));
        }
    }

    private static boolean isPlain(Class<?> type) {
        return type == String.class || type == Class.class || Number.class.isAssignableFrom(type) || type.isEnum()
                || type == Boolean.class || (type.isArray() && type.componentType().isPrimitive());
    }

    private void open(Place place) {
        switch (place.object) {
            case Object[] array -> {
                for (Object element : array) {
                    add(element, place.path + "[]");
                }
            }
            case Map<?, ?> map -> map.forEach((key, value) -> {
                add(key, place.path + "[]");
                add(value, place.path + "[]");
            });
            case Iterable<?> elements -> elements.forEach(element -> add(element, place.path + "[]"));
            case Optional<?> optional -> optional.ifPresent(value -> add(value, place.path));
            case AtomicReference<?> reference -> add(reference.get(), place.path);
            default -> openFields(place);
        }
    }

    private void openFields(Place place) {
        for (Class<?> type = place.object.getClass(); type != null
                && !type.getName().startsWith("java."); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                    add(value(field, place.object), place.path + "." + field.getName());
                }
            }
        }
    }

    /** {@return what the field holds}, null when a module keeps it to itself */
    private static @Nullable Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return null;
        }
    }
}
