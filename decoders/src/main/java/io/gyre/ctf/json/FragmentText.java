package io.gyre.ctf.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.gyre.ctf.MetadataException;
import io.gyre.ctf.source.Diagnostics;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a JSON text sequence (RFC 7464) at its record separators, and reads the one value of each piece. */
final class FragmentText {
    private static final char RECORD_SEPARATOR = 0x1E;
    private static final int DEEPEST = 1000;
    private static final int LONGEST_NUMBER = 1000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER).build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

    /** What the library tells its programmers. */
    private static final Pattern ADVICE = Pattern.compile(" \\(not recognized as one since .*\\)");

    private final String text;
    private final char[] characters;
    private final Diagnostics diagnostics;
    private int next;
    /** Where the current piece begins, from which a parser counts. */
    private int start;

    FragmentText(String text, Diagnostics diagnostics) {
        this.text = text;
        this.characters = text.toCharArray();
        this.diagnostics = diagnostics;
    }

    /** {@return whether another fragment follows}; pieces of nothing but white space are none. */
    boolean hasNext() throws MetadataException {
        while (next < characters.length) {
            if (characters[next] != RECORD_SEPARATOR) {
                throw diagnostics.syntax(next, "expected a record separator, U+001E, before each fragment");
            }
            int end = end();
            if (!text.substring(next + 1, end).isBlank()) {
                return true;
            }
            next = end;
        }
        return false;
    }

    private int end() {
        int end = text.indexOf(RECORD_SEPARATOR, next + 1);
        return end < 0 ? characters.length : end;
    }

    /** {@return the value of the next piece} */
    JsonValue next() throws MetadataException {
        start = next + 1;
        int end = end();
        next = end;
        try (JsonParser parser = FACTORY.createParser(characters, start, end - start)) {
            parser.nextToken();
            JsonValue value = value(parser);
            if (parser.nextToken() != null) {
                throw diagnostics.syntax(offset(parser), "expected the end of the fragment after its value");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw diagnostics.tooLarge(offsetOf(e), "JSON is nested deeper than " + DEEPEST
                    + " levels, or has a name, text or number that is far too long");
        } catch (JsonEOFException _) {
            throw diagnostics.syntax(end, "the fragment ends within its JSON value, which began " + line());
        } catch (JsonProcessingException e) {
            throw diagnostics.syntax(offsetOf(e), ADVICE.matcher(e.getOriginalMessage()).replaceAll(""));
        } catch (IOException e) {
            throw new IllegalStateException("reads from memory alone", e);
        }
    }

    private String line() {
        int at = start;
        while (at < characters.length - 1 && Character.isWhitespace(characters[at])) {
            at++;
        }
        int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        return "in line " + line;
    }

    private int offset(JsonParser parser) {
        return start + (int) parser.currentTokenLocation().getCharOffset();
    }

    private int offsetOf(JsonProcessingException e) {
        long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
        return Math.clamp(start + offset, start, characters.length);
    }

    private JsonValue value(JsonParser parser) throws IOException, MetadataException {
        int offset = offset(parser);
        return switch (parser.currentToken()) {
            case START_OBJECT -> structure(parser, offset);
            case START_ARRAY -> array(parser, offset);
            case VALUE_STRING -> new JsonValue.Text(parser.getText(), offset);
            case VALUE_NUMBER_INT -> whole(parser, offset);
            case VALUE_NUMBER_FLOAT -> new JsonValue.OtherNumber(parser.getText(), offset);
            case VALUE_TRUE -> new JsonValue.Truth(true, offset);
            case VALUE_FALSE -> new JsonValue.Truth(false, offset);
            case VALUE_NULL -> new JsonValue.Null(offset);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw diagnostics.syntax(offset, "expected a JSON value");
        };
    }

    private JsonValue structure(JsonParser parser, int offset) throws IOException, MetadataException {
        var members = new LinkedHashMap<String, JsonValue>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int at = offset(parser);
            parser.nextToken();
            if (members.put(name, value(parser)) != null) {
                throw diagnostics.syntax(at, "property `" + name + "` is given twice");
            }
        }
        return new JsonValue.Structure(Collections.unmodifiableMap(members), offset);
    }

    private JsonValue array(JsonParser parser, int offset) throws IOException, MetadataException {
        var elements = new ArrayList<JsonValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return new JsonValue.Array(List.copyOf(elements), offset);
    }

    private static JsonValue whole(JsonParser parser, int offset) throws IOException {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            return new JsonValue.Whole(value, value < 0, offset);
        }
        BigInteger value = parser.getBigIntegerValue();
        return value.signum() > 0 && value.bitLength() <= Long.SIZE
                ? new JsonValue.Whole(value.longValue(), false, offset)
                : new JsonValue.OtherNumber(parser.getText(), offset);
    }
}
