package io.gyre.analysis.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.generic.declare.DeclarationText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where in an answer a figure stands.
 *
 * <pre>
 * total.pages_peak                 a field of a field
 * per_call[call=read].max_ns       of the rows whose field has this value
 * per_cpu[].user_ns of observed_ns of each row, as a part of another field of it
 * </pre>
 *
 * @param steps to the objects that have it
 * @param field its name
 * @param whole the field of the same objects of which it is told as a part; empty for none
 */
record Figure(List<Step> steps, String field, String whole) {

    /** Of events, too: some tables have a field for each class. */
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_:]*";
    private static final Pattern PATH = Pattern
            .compile("(" + NAME + "(\\[(" + NAME + "=[^\\]]*)?\\])?\\.)*" + NAME + "(?=\\s|$)");
    private static final Pattern STEP = Pattern.compile("(" + NAME + ")(\\[(?:(" + NAME + ")=([^\\]]*))?\\])?\\.");
    private static final Pattern FIELD = Pattern.compile(NAME + "(?=\\s|$)");

    /**
     * One field on the way.
     *
     * @param isRows whether it is a list of rows
     * @param key the field that chooses rows; empty for all of them
     */
    record Step(String field, boolean isRows, String key, String value) {

        Stream<JsonNode> of(JsonNode node) {
            JsonNode found = node.path(field);
            return isRows
                    ? found.valueStream().filter(row -> key.isEmpty() || row.path(key).asText().equals(value))
                    : Stream.of(found);
        }

        @Override
        public String toString() {
            return field + (isRows ? "[" + (key.isEmpty() ? "" : key + "=" + value) + "]" : "");
        }
    }

    static Figure parse(DeclarationText text) throws DeclarationException {
        String path = text.next(PATH,
                "a figure, such as `busy_ns`, `per_cpu[].user_ns` or `per_call[call=read].max_ns`");
        var steps = new ArrayList<Step>();
        Matcher step = STEP.matcher(path);
        int at = 0;
        while (step.find() && step.start() == at) {
            String key = step.group(3);
            steps.add(new Step(step.group(1), step.group(2) != null, key == null ? "" : key,
                    key == null ? "" : step.group(4)));
            at = step.end();
        }
        String whole = text.has("of ") ? text.next(FIELD, "the field that is the whole") : "";
        return new Figure(List.copyOf(steps), path.substring(at), whole);
    }

    /** {@return a field of the answer itself} */
    static Figure of(String field) {
        return new Figure(List.of(), field, "");
    }

    /** {@return the figure of each object that has it} */
    List<BigDecimal> values(JsonNode answer) {
        return objects(answer).filter(object -> object.path(field).isNumber()).flatMap(this::value).toList();
    }

    /** {@return the objects that may have it} */
    Stream<JsonNode> objects(JsonNode answer) {
        Stream<JsonNode> objects = Stream.of(answer);
        for (Step step : steps) {
            objects = objects.flatMap(step::of);
        }
        return objects;
    }

    private Stream<BigDecimal> value(JsonNode object) {
        BigDecimal value = object.path(field).decimalValue();
        if (whole.isEmpty()) {
            return Stream.of(value);
        }
        BigDecimal all = object.path(whole).isNumber() ? object.path(whole).decimalValue() : BigDecimal.ZERO;
        return all.signum() == 0 ? Stream.empty() : Stream.of(value.divide(all, MathContext.DECIMAL64));
    }

    @Override
    public String toString() {
        return steps.stream().map(step -> step + ".").collect(Collectors.joining()) + field
                + (whole.isEmpty() ? "" : " of " + whole);
    }
}
