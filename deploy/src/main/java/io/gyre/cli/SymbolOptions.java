package io.gyre.cli;

import io.gyre.analysis.Symbols;
import io.gyre.analysis.user.elf.LocalSymbols;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the names of functions are looked for. */
final class SymbolOptions {
    @Option(names = "--symbols", paramLabel = "DIR[:DIR...]", split = ":",
            description = {
                    "Look there first for the programs and libraries whose functions callstack and heap name: a system root, or any folder with the files.",
                    "Then on this machine, by their paths. A file of another build than the one that was traced is not used."})
    List<Path> folders = List.of();

    @Option(names = "--no-symbols",
            description = "Name functions by file and offset alone, as answers on topics do.")
    boolean isOff;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    Symbols symbols(Console console) {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new ParameterException(command.commandLine(),
                        "--symbols names " + folder + ", which is no folder");
            }
        }
        if (isOff && !folders.isEmpty()) {
            throw new ParameterException(command.commandLine(), "give one of --symbols and --no-symbols");
        }
        return isOff ? Symbols.NONE : LocalSymbols.of(folders, Path.of("/"), console::note);
    }
}
