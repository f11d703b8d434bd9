package io.gyre.ctf.json;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.source.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads field locations (CTF2-SPEC-2.0 §5.3.1). A name that the path leaves again by {@code null} leads nowhere and is dropped. */
final class LocationReader {
    private final Diagnostics diagnostics;

    LocationReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    Draft.Location read(JsonValue.Structure object) throws MetadataException {
        for (String name : object.members().keySet()) {
            if (!Set.of("origin", "path").contains(name)) {
                throw diagnostics.semantic(object.offset(),
                        "property `" + name + "` of a field location is unknown, expected `origin` or `path`");
            }
        }
        JsonValue path = object.members().get("path");
        if (!(path instanceof JsonValue.Array array) || array.elements().isEmpty()) {
            throw diagnostics.semantic(path == null ? object.offset() : path.offset(),
                    "path of a field location is " + (path == null ? "missing" : path.description())
                            + ", expected an array of at least one name");
        } else if (!(array.elements().getLast() instanceof JsonValue.Text)) {
            throw diagnostics.semantic(array.elements().getLast().offset(), "path of a field location ends with "
                    + array.elements().getLast().description() + ", expected a name");
        }
        int parents = 0;
        var names = new ArrayList<String>();
        for (JsonValue element : array.elements()) {
            switch (element) {
                case JsonValue.Text name -> names.add(name.text());
                case JsonValue.Null _ when names.isEmpty() -> parents++;
                case JsonValue.Null _ -> names.removeLast();
                case JsonValue.Whole _,JsonValue.OtherNumber _,JsonValue.Truth _,JsonValue.Array _,JsonValue.Structure _ ->
                    throw diagnostics.semantic(element.offset(), "path of a field location has "
                            + element.description() + ", expected a name or null");
            }
        }
        return new Draft.Location(origin(object.members().get("origin")), parents, List.copyOf(names),
                object.offset());
    }

    private @Nullable Scope origin(@Nullable JsonValue value) throws MetadataException {
        if (value == null) {
            return null;
        }
        for (Scope scope : Scope.values()) {
            if (value instanceof JsonValue.Text text && text.text().equals(RoleNames.name(scope))) {
                return scope;
            }
        }
        throw diagnostics.semantic(value.offset(),
                "origin of a field location is " + value.description() + ", expected one of "
                        + List.of(Scope.values()).stream().map(RoleNames::name).toList());
    }
}
