package io.gyre.cli;

import io.gyre.ctf.text.TextOptions;
import io.gyre.ctf.text.TextOptions.Coloring;
import io.gyre.ctf.text.TextOptions.Delta;
import io.gyre.ctf.text.TextOptions.Names;
import io.gyre.ctf.text.TextOptions.Shown;
import io.gyre.ctf.text.TextOptions.Times;
import io.gyre.ctf.text.TextOptions.TraceNaming;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How lines of text look: babeltrace2's options, by its names. */
final class FormatOptions {
    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(names = "--clock-cycles", description = "Print times in clock cycles.")
    boolean cycles;

    @Option(names = "--clock-date", description = "Print dates too.")
    boolean date;

    @Option(names = "--clock-seconds", description = "Print times in seconds and nanoseconds from the origin.")
    boolean seconds;

    @Option(names = "--clock-gmt",
            description = "Print and read times in UTC: the default here, for babeltrace2 an option.")
    boolean gmt;

    @Option(names = "--clock-local",
            description = "Print and read times in the local time zone: the default of babeltrace2.")
    boolean local;

    @Option(names = "--delta",
            description = "Print the time since the event before too: the default of babeltrace2.")
    boolean delta;

    @Option(names = "--no-delta", description = "Do not: the default here, for babeltrace2 an option.")
    boolean noDelta;

    @Option(names = { "-f", "--fields"}, split = ",", paramLabel = "FIELD",
            description = "What to print between time and name instead of trace:hostname,trace:procname,trace:vpid: "
                    + "all, none, trace, trace:hostname, trace:domain, trace:procname, trace:vpid, loglevel, emf, callsite.")
    List<String> fields = List.of();

    @Option(names = { "-n", "--names"}, split = ",", paramLabel = "NAME",
            description = "Which names to print instead of context,payload: all, none, scope, header, context (or ctx), "
                    + "payload (or arg, args).")
    List<String> names = List.of();

    @Option(names = "--color", paramLabel = "WHEN",
            description = "Print in colours: never, auto (on a terminal) or always.")
    String color = "auto";

    /** {@return the zone in which times are read and printed} */
    ZoneId zone() {
        if (local && gmt) {
            throw wrong("--clock-local and --clock-gmt exclude each other");
        }
        return local ? ZoneId.systemDefault() : ZoneOffset.UTC;
    }

    TextOptions options(TraceNaming naming, boolean isTerminal) {
        if (delta && noDelta) {
            throw wrong("--delta and --no-delta exclude each other");
        }
        Times times = cycles ? Times.CYCLES : seconds ? Times.SECONDS : date ? Times.DATED : Times.OF_DAY;
        return new TextOptions(times, zone(), delta ? Delta.SHOWN : Delta.HIDDEN, shown(), shownNames(),
                coloring(isTerminal), naming);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private Coloring coloring(boolean isTerminal) {
        return switch (color) {
            case "never" -> Coloring.PLAIN;
            case "always" -> Coloring.COLORED;
            case "auto" -> isTerminal ? Coloring.COLORED : Coloring.PLAIN;
            default -> throw wrong("--color is never, auto or always, not `" + color + "`");
        };
    }

    private Set<Shown> shown() {
        return chosen("--fields", fields, Shown.class, Shown.USUAL, name -> switch (name) {
            case "trace" -> EnumSet.of(Shown.TRACE);
            case "trace:hostname" -> EnumSet.of(Shown.HOSTNAME);
            case "trace:domain" -> EnumSet.of(Shown.DOMAIN);
            case "trace:procname" -> EnumSet.of(Shown.PROCNAME);
            case "trace:vpid" -> EnumSet.of(Shown.VPID);
            case "loglevel" -> EnumSet.of(Shown.LOG_LEVEL);
            case "emf" -> EnumSet.of(Shown.EMF_URI);
            // babeltrace2 takes it and has nothing to print for it, either.
            case "callsite" -> EnumSet.noneOf(Shown.class);
            default -> null;
        });
    }

    private Set<Names> shownNames() {
        return chosen("--names", names, Names.class, Names.USUAL, name -> switch (name) {
            case "scope" -> EnumSet.of(Names.SCOPE);
            case "header" -> EnumSet.of(Names.HEADER);
            case "context", "ctx" -> EnumSet.of(Names.CONTEXT);
            case "payload", "arg", "args" -> EnumSet.of(Names.PAYLOAD);
            default -> null;
        });
    }

    private <E extends Enum<E>> Set<E> chosen(String option, List<String> asked, Class<E> type, Set<E> usual,
            Function<String, @Nullable EnumSet<E>> meaning) {
        if (asked.isEmpty()) {
            return usual;
        }
        if (asked.contains("all") && asked.contains("none")) {
            throw wrong(option + " is all or none, not both");
        }
        EnumSet<E> chosen = asked.contains("all") ? EnumSet.allOf(type) : EnumSet.noneOf(type);
        for (String name : asked) {
            if (!name.equals("all") && !name.equals("none")) {
                EnumSet<E> one = meaning.apply(name);
                if (one == null) {
                    throw wrong(option + " knows no `" + name + "`");
                }
                chosen.addAll(one);
            }
        }
        return chosen;
    }
}
