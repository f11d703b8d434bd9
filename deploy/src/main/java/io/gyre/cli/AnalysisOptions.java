package io.gyre.cli;

import io.gyre.analysis.Analyses;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.Declarations;
import io.gyre.analysis.check.CheckedAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which analyses. */
final class AnalysisOptions {
    @Option(names = "--analysis", paramLabel = "NAME", split = ",", completionCandidates = Names.class,
            description = "Which analyses: ${COMPLETION-CANDIDATES} (default: all but schedlog and timeline). May be repeated.")
    List<String> names = List.of();

    @Option(names = "--pairs", paramLabel = "DECLARATION",
            description = "Latency from one event to another: NAME: EVENT[(FILTER)] -> EVENT[(FILTER)] [by FIELD[ = FIELD][, ...]]. "
                    + "May be repeated. Without --analysis, declared analyses run alone.")
    List<String> pairs = List.of();

    @Option(names = "--counters", paramLabel = "DECLARATION",
            description = "Values of integer fields: NAME: EVENT[(FILTER)] FIELD[, ...], or * for every one of the payload. May be repeated.")
    List<String> counters = List.of();

    @Option(names = "--declarations", paramLabel = "FILE",
            description = "Holds such declarations, one a line, the word pairs or counters before each.")
    @Nullable
    Path declarations;

    @Option(names = { "--strict", "--check-analyses"},
            description = "For authors of analyses, and not about damaged traces: check at run time that analyses keep their laws, "
                    + "which is slower; one that breaks a law gives no answer, and the message names it, the law and the time.")
    boolean check;

    @Mixin
    PluginOptions plugins = new PluginOptions();

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    List<Analysis<?>> selected() {
        try {
            List<Analysis<?>> declared = declared();
            var all = new ArrayList<Analysis<?>>(declared);
            if (declared.isEmpty() || !names.isEmpty()) {
                all.addAll(plugins.installed().select(names));
            }
            List<Analysis<?>> chosen = Analyses.of(all).all();
            return check ? CheckedAnalysis.all(chosen) : chosen;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Analysis<?>> declared() {
        Declarations kinds = Declarations.installed();
        var declared = new ArrayList<Analysis<?>>();
        for (String text : pairs) {
            declared.add(declared(kinds, "pairs", text));
        }
        for (String text : counters) {
            declared.add(declared(kinds, "counters", text));
        }
        if (declarations != null) {
            try {
                declared.addAll(kinds.file(declarations));
            } catch (DeclarationException e) {
                throw new ParameterException(command.commandLine(), "--declarations: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new ParameterException(command.commandLine(),
                        "--declarations: cannot read " + declarations + ": " + e.getMessage(), e);
            }
        }
        return declared;
    }

    private Analysis<?> declared(Declarations kinds, String kind, String text) {
        try {
            return kinds.declare(kind, text);
        } catch (DeclarationException e) {
            throw new ParameterException(command.commandLine(), "--" + kind + ": " + e.getMessage(), e);
        }
    }

    /** The names of those installed. */
    static final class Names implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Analyses.installed().names().iterator();
        }
    }
}
