package io.gyre.cli;

import io.gyre.analysis.Analyses;
import io.gyre.analysis.PluginException;
import io.gyre.analysis.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Analyses of one's own. */
final class PluginOptions {
    private static final String VARIABLE = "GYRE_PLUGINS";

    @Option(names = "--plugins", paramLabel = "DIR",
            description = "A folder of jars with more analyses (default: $GYRE_PLUGINS, else ~/.config/gyre/plugins if there is one).")
    @Nullable
    Path folder;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    /** {@return the analyses that come with Gyre, and those of the folder} */
    Analyses installed() {
        Optional<Path> used = folder == null
                ? usual(System.getenv(), System.getProperty("user.home"))
                : Optional.of(folder);
        try {
            return used.isEmpty() ? Analyses.installed() : Analyses.installed().with(Plugins.in(used.get()));
        } catch (NoSuchFileException e) {
            throw wrong("there is no folder " + e.getFile() + " of plug-ins", e);
        } catch (NotDirectoryException e) {
            throw wrong(e.getFile() + " is no folder; --plugins is one that holds jars", e);
        } catch (IOException e) {
            throw wrong("cannot read the folder of plug-ins: " + e.getMessage(), e);
        } catch (PluginException | IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()), e);
        }
    }

    /** {@return the folder that is used unasked} One that the environment names has to be there. */
    static Optional<Path> usual(Map<String, String> environment, String home) {
        String named = environment.get(VARIABLE);
        if (named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path usual = (config.isEmpty() ? Path.of(home, ".config") : Path.of(config)).resolve("gyre", "plugins");
        return Files.isDirectory(usual) ? Optional.of(usual) : Optional.empty();
    }

    private ParameterException wrong(String message, Exception cause) {
        return new ParameterException(command.commandLine(), message, cause);
    }
}
