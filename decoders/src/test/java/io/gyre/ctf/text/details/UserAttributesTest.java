package io.gyre.ctf.text.details;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.metadata.MetadataReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** The expected words are those that babeltrace2 2.1.1 prints of the same metadata. */
class UserAttributesTest {
    private static final String METADATA = """
            \u001E{"type": "preamble", "version": 2}
            \u001E{"type": "trace-class", "attributes": {"x": {"a": 1}}}
            \u001E{"type": "field-class-alias", "name": "byte", "field-class": {"type": "fixed-length-unsigned-integer",
              "length": 8, "byte-order": "little-endian", "alignment": 8, "attributes": {"my.ns": {"alias": []}}}}
            \u001E{"type": "data-stream-class"}
            \u001E{"type": "event-record-class", "name": "e", "payload-field-class": {"type": "structure",
              "attributes": {"my.ns": {"root": true}}, "member-classes": [
              {"name": "n", "attributes": {"my.ns": {"member": "m", "l": [1, "two", {"three": 3}]}}, "field-class": "byte"},
              {"name": "pair", "field-class": {"type": "static-length-array", "length": 2, "attributes": {"q": "array"},
                "element-field-class": "byte"}},
              {"name": "flags", "field-class": {"type": "fixed-length-bit-map", "length": 8,
                "byte-order": "little-endian", "alignment": 8, "flags": {"f": [[0, 0]]}, "attributes": {"q": 1.5}}},
              {"name": "v", "field-class": {"type": "variant", "attributes": {"q": "variant"},
                "selector-field-location": {"origin": "event-record-payload", "path": ["n"]}, "options": [
                  {"name": "o", "attributes": {"q": {"opt": -1}}, "selector-field-ranges": [[1, 1]],
                   "field-class": {"type": "null-terminated-string", "attributes": {"q": "str"}}}]}},
              {"name": "maybe", "field-class": {"type": "optional", "attributes": {"q": "optional"},
                "selector-field-location": {"origin": "event-record-payload", "path": ["n"]},
                "selector-field-ranges": [[1, 1]],
                "field-class": {"type": "structure", "attributes": {"q": "empty"}}}}]}}
            """;
    private static final String OF_BABELTRACE2 = """
            \u001E{"type": "preamble", "version": 2, "attributes": {"babeltrace.org,2020": {"sink.ctf.fs": true}}}
            \u001E{"type": "data-stream-class"}
            \u001E{"type": "event-record-class", "name": "a", "attributes": {"babeltrace.org,2020": {"log-level": "info"}}}
            \u001E{"type": "event-record-class", "id": 1, "name": "b",
              "attributes": {"babeltrace.org,2020": {"emf-uri": "http://x", "y": 1}, "other": {"z": 2}}}
            """;
    private static final String WORDS_OF_BABELTRACE2 = """
            Trace class:
              Stream class (ID 0):
                Supports packets: Yes
                Packets have beginning default clock snapshot: No
                Packets have end default clock snapshot: No
                Supports discarded events: No
                Supports discarded packets: No
                Event class `a` (ID 0):
                  Log level: Info
                Event class `b` (ID 1):
                  User attributes:
                    babeltrace.org,2020:
                      y: 1
                    other:
                      z: 2
                  EMF URI: http://x
            """;
    private static final String WORDS = """
            Trace class:
              User attributes:
                x:
                  a: 1
              Stream class (ID 0):
                Supports packets: Yes
                Packets have beginning default clock snapshot: No
                Packets have end default clock snapshot: No
                Supports discarded events: No
                Supports discarded packets: No
                Event class `e` (ID 0):
                  Payload field class: Structure (5 members):
                    User attributes:
                      my.ns:
                        root: Yes
                    Members:
                      n:
                        Field class: Unsigned integer (8-bit, Base 10):
                          User attributes:
                            my.ns:
                              alias: Empty
                        User attributes:
                          my.ns:
                            l: Length 3:
                              [0]: 1
                              [1]: two
                              [2]:
                                three: 3
                            member: m
                      pair: Static array (Length 2):
                        User attributes:
                          q: array
                        Element: Unsigned integer (8-bit, Base 10):
                          User attributes:
                            my.ns:
                              alias: Empty
                      flags: Bit array 1 flag):
                        User attributes:
                          q: 1.500000
                        Flags:
                          f: [0]
                      v: Variant (unsigned integer selector) (1 option, Selector field location [Event payload: n]):
                        User attributes:
                          q: variant
                        Options:
                          o: [1]:\s
                            Field class: String:
                              User attributes:
                                q: str
                            User attributes:
                              q:
                                opt: -1
                      maybe: Option (unsigned integer selector) (Selector field location [Event payload: n]):
                        User attributes:
                          q: optional
                        Selector ranges: [1]
                        Content: Structure (0 members):
                          User attributes:
                            q: empty
            """;

    @Test
    void attributesOfFieldClassesMembersAndOptionsAreKept() throws Exception {
        assertEquals(WORDS, words(METADATA));
    }

    @Test
    void whatBabeltrace2WritesForItselfIsNotRepeated() throws Exception {
        assertEquals(WORDS_OF_BABELTRACE2, words(OF_BABELTRACE2));
    }

    private static String words(String metadata) throws Exception {
        var blocks = new Blocks();
        new MetadataWords(blocks, MetadataReader.read(metadata.getBytes(StandardCharsets.UTF_8), "metadata"),
                EnumSet.allOf(Shown.class)).write();
        return new String(blocks.take(), StandardCharsets.UTF_8);
    }
}
