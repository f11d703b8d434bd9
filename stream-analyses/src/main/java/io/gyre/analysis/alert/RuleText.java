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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one rule. */
final class RuleText {
    private static final Pattern ANALYSIS = Pattern.compile("[a-z0-9*-]+(?=\\s|$)");
    private static final Pattern HOST = Pattern.compile("\\S+");
    private static final Pattern SCOPE = Pattern.compile("(slice|window|line)(?=\\s|$)");
    private static final Pattern DISCARDED = Pattern.compile("(events|packets)(?=\\s|$)");

    private final DeclarationText text;
    private final String name;
    private @Nullable GlobPattern host;
    private LineResult.@Nullable Scope scope;
    private @Nullable BigDecimal clearAt;
    private int raiseAfter = 1;
    private int clearAfter = 1;
    /** After each number of the rule's limit. */
    private String unit = "";

    private RuleText(String written) throws DeclarationException {
        text = new DeclarationText(written);
        name = text.name();
    }

    /** What comes between the name of a rule and its end. */
    @FunctionalInterface
    private interface Body {
        AlertRule read(RuleText rule) throws DeclarationException;
    }

    static AlertRule threshold(String written) throws DeclarationException {
        return rule(written, rule -> rule.limited(rule.analysis(), new Measure.Plain(Figure.parse(rule.text))));
    }

    static AlertRule rate(String written) throws DeclarationException {
        return rule(written, rule -> {
            rule.unit = "/s";
            LimitRule limited = rule.limited(rule.analysis(), new Measure.PerSecond(Figure.parse(rule.text)));
            rule.demandEnd(limited.watched());
            return limited;
        });
    }

    static AlertRule discarded(String written) throws DeclarationException {
        return rule(written, rule -> {
            GlobPattern analysis = rule.analysis();
            String what = rule.text.next(DISCARDED, "`events` or `packets`");
            return rule.limited(analysis, new Measure.Plain(Figure.of("discarded_" + what)));
        });
    }

    static AlertRule absence(String written) throws DeclarationException {
        return rule(written, rule -> {
            GlobPattern analysis = rule.analysis();
            Optional<Figure> figure = Optional.empty();
            if (!rule.text.has("for ")) {
                figure = Optional.of(Figure.parse(rule.text));
                rule.text.take("for ");
            }
            long ns = Quantity.duration(rule.text);
            rule.options(Set.of("on", "host"));
            Watched watched = rule.watched(analysis);
            rule.demandEnd(watched);
            return new AbsenceRule(rule.name, rule.text.toString().strip(), watched, figure, ns);
        });
    }

    private static AlertRule rule(String written, Body body) throws DeclarationException {
        var rule = new RuleText(written);
        try {
            return body.read(rule);
        } catch (DeclarationException e) {
            throw new DeclarationException(written, e.column() - 1, "rule \"" + rule.name + "\": " + e.reason());
        }
    }

    private GlobPattern analysis() throws DeclarationException {
        return GlobPattern.of(text.next(ANALYSIS, "the name of an analysis, * for any run of characters"));
    }

    private void demandEnd(Watched watched) throws DeclarationException {
        if (watched.scope() == LineResult.Scope.LINE) {
            throw text.wrong("a line has no end in time; take `on slice` or `on window`");
        }
    }

    private LimitRule limited(GlobPattern analysis, Measure measure) throws DeclarationException {
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
        BigDecimal quantity = Quantity.parse(text);
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
        throw text.wrong("expected the end or one of " + allowed.stream().sorted().map(option -> "`" + option + "`")
                .collect(Collectors.joining(", ")));
    }
}
