package io.gyre.analysis.alert;

import io.gyre.analysis.Analysis;
import io.gyre.ctf.filter.GlobPattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What analyses answer, as far as it is known before they have: {@code figures.txt} beside this class. Of analyses that it does not name, such as
 * those of plug-ins, every figure is taken as it is written. Immutable.
 */
public final class Figures {
    private static final String CATALOGUE = "figures.txt";
    private static final List<String> OF_ALL = List.of("discarded_events", "discarded_packets", "late_events", "gaps",
            "chunks");
    private static final int MOST_NAMED = 12;

    private final @Nullable Set<String> installed;
    private final Map<String, Shape.Fields> shapes;

    private Figures(@Nullable Set<String> installed, Map<String, Shape.Fields> shapes) {
        this.installed = installed;
        this.shapes = shapes;
    }

    /** What a path must lead to. */
    enum Wanted {
        NUMBER, HISTOGRAM
    }

    /** {@return what takes any analysis and any figure} */
    public static Figures unchecked() {
        return new Figures(null, Map.of());
    }

    /** {@return the figures of these analyses} */
    public static Figures of(List<? extends Analysis<?>> analyses) {
        Map<String, Shape.Fields> catalogue = catalogue();
        var shapes = new HashMap<String, Shape.Fields>();
        for (Analysis<?> analysis : analyses) {
            // Declared analyses have a digest in their name.
            catalogue.forEach((name, shape) -> {
                if (GlobPattern.of(name).matches(analysis.name())) {
                    shapes.put(analysis.name(), shape);
                }
            });
        }
        return new Figures(analyses.stream().map(Analysis::name).collect(Collectors.toCollection(TreeSet::new)),
                shapes);
    }

    private static Map<String, Shape.Fields> catalogue() {
        var catalogue = new HashMap<String, Shape.Fields>();
        try (InputStream in = Figures.class.getResourceAsStream(CATALOGUE)) {
            if (in == null) {
                throw new IllegalStateException(CATALOGUE + " is missing from the class path");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] words = line.split(" ", -1);
                    catalogue.computeIfAbsent(words[0], Figures::entry).add(words[1],
                            words[2].equals("number") ? new Shape.Numeric() : new Shape.Text());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(CATALOGUE + " cannot be read", e);
        }
        return catalogue;
    }

    private static Shape.Fields entry(String analysis) {
        Shape.Fields fields = Shape.Fields.none();
        OF_ALL.forEach(name -> fields.add(name, new Shape.Numeric()));
        return fields;
    }

    /** {@return the names of the analyses that the catalogue has} {@code *} stands for any run of characters. */
    static Set<String> catalogued() {
        return catalogue().keySet();
    }

    /** {@return what is wrong with a pattern that no analysis matches} */
    Optional<String> wrongAnalysis(GlobPattern pattern) {
        return installed == null || installed.stream().anyMatch(pattern::matches)
                ? Optional.empty()
                : Optional.of("no analysis " + (pattern.hasStar() ? "matches" : "is named") + " `" + pattern
                        + "`; those that run: " + String.join(", ", installed));
    }

    /** {@return what is wrong with a figure that one of the matching analyses does not have} */
    Optional<String> wrongFigure(GlobPattern pattern, Figure figure, Wanted wanted) {
        return shapes.entrySet().stream().filter(entry -> pattern.matches(entry.getKey()))
                .sorted(Map.Entry.comparingByKey(
                        String::compareTo))
                .flatMap(entry -> wrong(entry.getValue(), figure, wanted)
                        .map(reason -> "`" + entry.getKey() + "` " + reason).stream())
                .findFirst();
    }

    private static Optional<String> wrong(Shape.Fields all, Figure figure, Wanted wanted) {
        Shape at = all;
        var path = new StringBuilder();
        for (Figure.Step step : figure.steps()) {
            Shape next = field(at, step.field());
            Optional<String> wrong = wrongStep(at, next, step, path.toString());
            if (wrong.isPresent()) {
                return wrong;
            }
            at = next instanceof Shape.Rows(Shape.Fields rows) ? rows : next;
            path.append(step).append('.');
        }
        Optional<String> wrong = wrongLeaf(at, figure.field(), wanted, path.toString());
        return wrong.isPresent() || figure.whole().isEmpty()
                ? wrong
                : wrongLeaf(at, figure.whole(), Wanted.NUMBER, path.toString());
    }

    private static Shape field(Shape of, String name) {
        return switch (of) {
            case Shape.Fields fields -> fields.get(name);
            case Shape.Unknown unknown -> unknown;
            case Shape.Numeric _,Shape.Text _,Shape.Rows _,Shape.Missing _ -> new Shape.Missing();
        };
    }

    private static Optional<String> wrongStep(Shape of, Shape next, Figure.Step step, String path) {
        String name = path + step.field();
        return switch (next) {
            case Shape.Missing _ -> missing(of, name, path);
            case Shape.Unknown _ -> Optional.empty();
            case Shape.Numeric _,Shape.Text _ -> Optional.of("has nothing below `" + name + "`");
            case Shape.Fields _ -> step.isRows()
                    ? Optional.of("has no list `" + name + "`; expected `" + name + ".`")
                    : Optional.empty();
            case Shape.Rows(Shape.Fields rows) -> {
                if (!step.isRows()) {
                    yield Optional
                            .of("has a list `" + name + "`; expected `" + name + "[]` or `" + name + "[FIELD=VALUE]`");
                }
                yield step.key().isEmpty() || isLeaf(rows.get(step.key()))
                        ? Optional.empty()
                        : missing(rows, name + "[" + step.key() + "]", name + "[]");
            }
        };
    }

    private static boolean isLeaf(Shape shape) {
        return shape instanceof Shape.Numeric || shape instanceof Shape.Text;
    }

    private static Optional<String> wrongLeaf(Shape of, String field, Wanted wanted, String path) {
        String name = path + field;
        return switch (field(of, field)) {
            case Shape.Missing _ -> missing(of, name, path);
            case Shape.Unknown _ -> Optional.empty();
            case Shape.Numeric _ -> switch (wanted) {
                case NUMBER -> Optional.empty();
                case HISTOGRAM -> Optional.of("has no histogram `" + name + "`, but a number");
            };
            case Shape.Text _ -> Optional.of("has a text `" + name + "`; expected a number");
            case Shape.Fields _ -> Optional.of("has more below `" + name + "`; expected a number");
            case Shape.Rows(Shape.Fields rows) -> wanted == Wanted.HISTOGRAM && isHistogram(rows)
                    ? Optional.empty()
                    : Optional.of("has a list `" + name + "`; expected "
                            + (wanted == Wanted.HISTOGRAM ? "a histogram" : "a number, such as in its rows"));
        };
    }

    private static boolean isHistogram(Shape.Fields rows) {
        return rows.get("to_ns") instanceof Shape.Numeric && rows.get("count") instanceof Shape.Numeric;
    }

    private static Optional<String> missing(Shape of, String name, String path) {
        Set<String> names = of instanceof Shape.Fields fields ? fields.byName().keySet() : Set.of();
        String some = names.stream().limit(MOST_NAMED).map(each -> "`" + each + "`").collect(Collectors.joining(", "));
        return Optional.of("has no `" + name + "`; expected one of " + some
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "")
                + (path.isEmpty()
                        ? ""
                        : " below `" + path.substring(0, path.length() - (path.endsWith(".") ? 1 : 0)) + "`"));
    }
}
