package io.gyre.cli;

import io.gyre.analysis.Analyses;
import io.gyre.analysis.Analysis;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which analyses. */
final class AnalysisOptions {
    @Option(names = "--analysis", paramLabel = "NAME", split = ",", completionCandidates = Names.class,
            description = "Which analyses: ${COMPLETION-CANDIDATES} (default: all). May be repeated.")
    List<String> names = List.of();

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    List<Analysis<?>> selected() {
        try {
            return Analyses.installed().select(names);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
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
