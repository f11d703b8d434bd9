package io.gyre.ctf.json;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.StringEncoding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field class whose properties are checked, but which has no place yet: the same one, of an alias, may stand at several places,
 * and its field locations lead to another field at each.
 */
sealed interface Draft {
    int offset();

    /** @param roles of the field class, and where each is written */
    record Leaf(FieldClass fieldClass, Map<Role, Integer> roles, int offset) implements Draft {}

    record DynamicText(Location length, StringEncoding encoding, int offset) implements Draft {}

    record DynamicBlob(Location length, String mediaType, int offset) implements Draft {}

    record Structure(List<Member> members, int minimumAlignment, int offset) implements Draft {}

    record Member(String name, Draft draft) {}

    record StaticArray(long length, Draft element, int minimumAlignment, int offset) implements Draft {}

    record DynamicArray(Location length, Draft element, int minimumAlignment, int offset) implements Draft {}

    /** @param ranges null for a boolean selector */
    record Optional(Draft content, Location selector, @Nullable Ranges ranges, int offset) implements Draft {}

    record Variant(List<Option> options, Location selector, int offset) implements Draft {}

    record Option(String name, Draft draft, Ranges ranges) {}

    /** {@return how an error message calls a field class of this kind} */
    default String description() {
        return switch (this) {
            case Leaf leaf -> Descriptions.of(leaf.fieldClass);
            case DynamicText _ -> "a string";
            case DynamicBlob _ -> "a BLOB";
            case Structure _ -> "a structure";
            case StaticArray _,DynamicArray _ -> "an array";
            case Optional _ -> "an optional";
            case Variant _ -> "a variant";
        };
    }

    /**
     * Where a length or a selector lies.
     *
     * @param origin the scope to begin at; null for the structure around the field that needs the location
     * @param parents how many structures to go up before following the names
     */
    record Location(@Nullable Scope origin, int parents, List<String> names, int offset) {
        @Override
        public String toString() {
            return "`" + "../".repeat(parents) + String.join("/", names) + "`";
        }
    }
}
