package io.gyre.sinks.row;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.gyre.wire.RecordException;

/** Puts a JSON text on one line without touching its numbers. */
final class JsonValue {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(256).build()).build();

    private JsonValue() {}

    /**
     * {@return the same JSON value without line breaks; {@code null} for an empty text}
     *
     * <p>JSON allows line breaks between tokens only, never raw within a string, so that each is a space's worth.
     *
     * @throws RecordException when the text is not one JSON value
     */
    static String onOneLine(String text, String resource) throws RecordException {
        if (text.isBlank()) {
            return "null";
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != null) {
                parser.skipChildren();
            }
            JsonToken after = parser.nextToken();
            if (after != null) {
                throw new RecordException(RecordException.Kind.CORRUPT, resource,
                        "its JSON goes on after the first value, at "
                                + parser.currentTokenLocation().offsetDescription());
            }
        } catch (IOException e) {
            throw new RecordException(RecordException.Kind.CORRUPT, resource,
                    "its JSON cannot be read: " + e.getMessage(), e);
        }
        return text.replace('\n', ' ').replace('\r', ' ');
    }
}
