package io.gyre.cli;

import io.gyre.analysis.Analysis;
import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.alert.AlertRules;
import io.gyre.analysis.alert.Figures;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rules on answers. */
final class RuleOptions {
    @Option(names = "--rules", paramLabel = "FILE",
            description = "Rules on answers, one a line, that raise and clear alerts. It is checked before anything starts.")
    @Nullable
    Path file;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    /**
     * {@return the rules of the file; none without one}
     *
     * @param analyses that will run: rules on others are wrong
     */
    AlertRules rules(List<? extends Analysis<?>> analyses) {
        if (file == null) {
            return AlertRules.NONE;
        }
        try {
            return AlertRules.read(file, Figures.of(analyses));
        } catch (DeclarationException e) {
            throw wrong(String.valueOf(e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw wrong("there is no " + e.getFile(), e);
        } catch (IOException e) {
            throw wrong("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    boolean areGiven() {
        return file != null;
    }

    private ParameterException wrong(String message, Exception cause) {
        return new ParameterException(command.commandLine(), "--rules: " + message, cause);
    }
}
