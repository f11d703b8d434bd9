package io.gyre.ctf.json;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.source.Diagnostics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The clock classes read so far, by their internal id (CTF2-SPEC-2.0 §5.7). */
final class ClockClasses {
    private static final Set<String> KNOWN = Set.of("id", "namespace", "name", "uid", "frequency", "origin",
            "offset-from-origin", "precision", "accuracy", "description");

    private final Diagnostics diagnostics;
    private final Map<String, ClockClass> byId = new LinkedHashMap<>();

    ClockClasses(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    List<ClockClass> all() {
        return List.copyOf(byId.values());
    }

    void add(JsonValue.Structure fragment) throws MetadataException {
        var properties = new Properties(diagnostics, "a clock-class", fragment, KNOWN);
        ClockClass clock = read(properties);
        ClockClass known = byId.putIfAbsent(clock.id(), clock);
        // babeltrace2's sink.ctf.fs writes the fragment again for each stream class.
        if (known != null && !known.equals(clock)) {
            throw diagnostics.semantic(fragment.offset(),
                    "second clock class `" + clock.id() + "`, expected another id, or all as in the first");
        }
    }

    ClockClass find(Properties of, String property) throws MetadataException {
        String id = of.requireText(property);
        ClockClass clock = byId.get(id);
        if (clock == null) {
            throw of.bad(property, of.require(property), "the id of a clock class that is defined before: "
                    + (byId.isEmpty() ? "there is none" : byId.keySet()));
        }
        return clock;
    }

    private ClockClass read(Properties of) throws MetadataException {
        String id = of.requireText("id");
        long frequency = of.require("frequency", 1, Long.MAX_VALUE);
        boolean isUnixEpoch = of.find("origin") != null && isUnixEpoch(of);
        long seconds = 0;
        long cycles = 0;
        if (of.find("offset-from-origin") != null) {
            var offset = new Properties(diagnostics, "a clock's offset",
                    of.object("offset-from-origin", "an object with `seconds` and `cycles`"),
                    Set.of("seconds", "cycles"));
            seconds = offset.signed("seconds", 0);
            cycles = offset.natural("cycles", 0);
            if (cycles >= frequency) {
                throw offset.bad("cycles", offset.require("cycles"), "less than the frequency, " + frequency);
            }
        }
        of.text("namespace");
        of.natural("accuracy", 0);
        return new ClockClass(id, of.text("name"), of.text("description"), of.uidAsUuid(), frequency,
                of.natural("precision", 0), seconds, cycles, isUnixEpoch,
                isUnixEpoch
                        ? KeptAttributes.of(of, "namespace", "uid", "accuracy", "precision")
                        : KeptAttributes.of(of, "namespace", "uid", "accuracy", "precision", "origin"));
    }

    private boolean isUnixEpoch(Properties of) throws MetadataException {
        JsonValue origin = of.require("origin");
        if (origin instanceof JsonValue.Text text && text.text().equals("unix-epoch")) {
            return true;
        } else if (!(origin instanceof JsonValue.Structure object)) {
            throw of.bad("origin", origin, "\"unix-epoch\" or an object");
        } else {
            var own = new Properties(diagnostics, "a clock's origin", object, Set.of("namespace", "name", "uid"));
            own.text("namespace");
            own.requireText("name");
            own.requireText("uid");
            return false;
        }
    }
}
