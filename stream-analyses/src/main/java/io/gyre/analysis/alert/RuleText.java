package io.gyre.analysis.alert;

import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.generic.declare.DeclarationText;
import io.gyre.analysis.line.LineResult;
import io.gyre.ctf.filter.GlobPattern;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one rule. */
final class RuleText {
    private static final Pattern ANALYSIS = Pattern.compile("[a-z0-9*-]+(?=\\s|$)");
    private static final Pattern HOST = Pattern.compile("\\S+");
    private static final Pattern SCOPE = Pattern.compile("(slice|window|line)(?=\\s|$)");
    private static final Pattern DISCARDED = Pattern.compile("(events|packets)(?=\\s|$)");

    private static final Pattern PERCENTILE = Pattern.compile("p([0-9]{1,2})(?:\\.([0-9]))?(?=\\s)");

    private final DeclarationText text;
    private final Figures known;
    private final String name;
    private @Nullable GlobPattern host;
    private LineResult.@Nullable Scope scope;
    private @Nullable BigDecimal clearAt;
    private int raiseAfter = 1;
    private int clearAfter = 1;
    /** What limits are of. */
    private Figure limited = Figure.of("");
    /** After each number of the rule's limit. */
    private String unit = "";

    private RuleText(String written, Figures known) throws DeclarationException {
        this.known = known;
        text = new DeclarationText(written);
        name = text.name();
    }

    /** What comes between the name of a rule and its end. */
    @FunctionalInterface
    private interface Body {
        AlertRule read(RuleText rule) throws DeclarationException;
    }

    static AlertRule threshold(String written, Figures known) throws DeclarationException {
        return rule(written, known, rule -> {
            GlobPattern analysis = rule.analysis();
            Figure figure = rule.figure(analysis, Figures.Wanted.NUMBER);
            return rule.limited(analysis, figure, new Measure.Plain(figure));
        });
    }

    static AlertRule rate(String written, Figures known) throws DeclarationException {
        return rule(written, known, rule -> {
            rule.unit = "/s";
            GlobPattern analysis = rule.analysis();
            Figure figure = rule.figure(analysis, Figures.Wanted.NUMBER);
            LimitRule limited = rule.limited(analysis, figure, new Measure.PerSecond(figure));
            rule.demandEnd(limited.watched());
            return limited;
        });
    }

    static AlertRule percentile(String written, Figures known) throws DeclarationException {
        return rule(written, known, rule -> {
            GlobPattern analysis = rule.analysis();
            int thousandths = rule.thousandths();
            Figure histogram = rule.figure(analysis, Figures.Wanted.HISTOGRAM);
            return rule.limited(analysis, Figure.of("p" + thousandths / 10 + "_ns"),
                    new Measure.Percentile(histogram, thousandths));
        });
    }

    static AlertRule discarded(String written, Figures known) throws DeclarationException {
        return rule(written, known, rule -> {
            GlobPattern analysis = rule.analysis();
            String what = rule.text.next(DISCARDED, "`events` or `packets`");
            Figure figure = Figure.of("discarded_" + what);
            return rule.limited(analysis, figure, new Measure.Plain(figure));
        });
    }

    static AlertRule absence(String written, Figures known) throws DeclarationException {
        return rule(written, known, rule -> {
            GlobPattern analysis = rule.analysis();
            Optional<Figure> figure = Optional.empty();
            if (!rule.text.has("for ")) {
                figure = Optional.of(rule.figure(analysis, Figures.Wanted.NUMBER));
                rule.text.take("for ");
            }
            long ns = Quantity.duration(rule.text);
            rule.options(Set.of("on", "host"));
            Watched watched = rule.watched(analysis);
            rule.demandEnd(watched);
            return new AbsenceRule(rule.name, rule.text.toString().strip(), watched, figure, ns);
        });
    }

    static AlertRule stale(String written, Figures known) throws DeclarationException {
        return rule(written, known, rule -> {
            GlobPattern hosts = GlobPattern.of(rule.text.next(HOST, "the name of a host, * for any run of characters"));
            rule.text.take("for ");
            long ns = Quantity.duration(rule.text);
            rule.options(Set.of());
            return new StaleRule(rule.name, rule.text.toString().strip(), hosts, ns);
        });
    }

    private static AlertRule rule(String written, Figures known, Body body) throws DeclarationException {
        var rule = new RuleText(written, known);
        try {
            return body.read(rule);
        } catch (DeclarationException e) {
            throw new DeclarationException(written, e.column() - 1, "rule \"" + rule.name + "\": " + e.reason());
        }
    }

    private GlobPattern analysis() throws DeclarationException {
        int at = text.position();
        GlobPattern analysis = GlobPattern
                .of(text.next(ANALYSIS, "the name of an analysis, * for any run of characters"));
        Optional<String> wrong = known.wrongAnalysis(analysis);
        if (wrong.isPresent()) {
            throw text.wrongAt(at, wrong.get());
        }
        return analysis;
    }

    private Figure figure(GlobPattern analysis, Figures.Wanted wanted) throws DeclarationException {
        int at = text.position();
        Figure figure = Figure.parse(text);
        Optional<String> wrong = known.wrongFigure(analysis, figure, wanted);
        if (wrong.isPresent()) {
            throw text.wrongAt(at, wrong.get());
        }
        return figure;
    }

    /** {@return the share of a percentile, such as 990 of {@code p99}} */
    private int thousandths() throws DeclarationException {
        int at = text.position();
        Matcher written = PERCENTILE.matcher(text + " ");
        text.next(PERCENTILE, "a percentile, such as `p99` or `p99.9`");
        if (!written.find(at)) {
            throw text.wrongAt(at, "expected a percentile, such as `p99` or `p99.9`");
        }
        int thousandths = Integer.parseInt(written.group(1)) * 10
                + (written.group(2) == null ? 0 : Integer.parseInt(written.group(2)));
        if (thousandths == 0) {
            throw text.wrongAt(at, "a percentile is more than p0");
        }
        return thousandths;
    }

    private void demandEnd(Watched watched) throws DeclarationException {
        if (watched.scope() == LineResult.Scope.LINE) {
            throw text.wrong("a line has no end in time; take `on slice` or `on window`");
        }
    }

    private LimitRule limited(GlobPattern analysis, Figure figure, Measure measure) throws DeclarationException {
        limited = figure;
        Limit.Side side = side();
        BigDecimal raiseAt = quantity();
        options(Set.of("on", "host", "raise after", "clear after", "clear at"));
        var limit = new Limit(side, raiseAt, clearAt == null ? raiseAt : clearAt, raiseAfter, clearAfter);
        if (!limit.isOrdered()) {
            throw text.wrong("it would clear while it is raised: `clear at` is beyond the limit");
        }
        return new LimitRule(name, text.toString().strip(), watched(analysis), measure, limit);
    }

    private Limit.Side side() throws DeclarationException {
        if (text.has(">")) {
            return Limit.Side.ABOVE;
        }
        if (text.has("<")) {
            return Limit.Side.BELOW;
        }
        throw text.wrong("expected `>` or `<`");
    }

    private BigDecimal quantity() throws DeclarationException {
        BigDecimal quantity = Quantity.parse(text, limited);
        if (!unit.isEmpty()) {
            text.take(unit);
        }
        return quantity;
    }

    private Watched watched(GlobPattern analysis) {
        return new Watched(analysis, scope == null ? LineResult.Scope.SLICE : scope,
                host == null ? GlobPattern.of("*") : host);
    }

    /** Reads the options to the end, in any order, each once. */
    private void options(Set<String> allowed) throws DeclarationException {
        var given = new HashSet<String>();
        while (!text.isAtEnd()) {
            String option = option(allowed);
            if (!given.add(option)) {
                throw text.wrong("`" + option + "` is there twice");
            }
            switch (option) {
                case "on" -> scope = LineResult.Scope
                        .valueOf(text.next(SCOPE, "`slice`, `window` or `line`").toUpperCase(Locale.ROOT));
                case "host" ->
                    host = GlobPattern.of(text.next(HOST, "the name of a host, * for any run of characters"));
                case "raise after" -> raiseAfter = Quantity.count(text);
                case "clear after" -> clearAfter = Quantity.count(text);
                default -> clearAt = quantity();
            }
        }
    }

    private String option(Set<String> allowed) throws DeclarationException {
        for (String option : allowed) {
            if (text.has(option + " ")) {
                return option;
            }
        }
        throw text.wrong(allowed.isEmpty()
                ? "expected the end"
                : "expected the end or one of " + allowed.stream().sorted().map(option -> "`" + option + "`")
                        .collect(Collectors.joining(", ")));
    }
}
