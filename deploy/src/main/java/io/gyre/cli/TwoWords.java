package io.gyre.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * Commands whose name has two words, such as {@code publish status}: beside {@code publish}, whose options it does not take, and not below
 * it, where picocli would ask for these.
 */
final class TwoWords {
    private TwoWords() {}

    /** {@return the arguments, with the first neighbours that name such a command made one} */
    static String[] joined(CommandLine gyre, String[] arguments) {
        List<String> line = new ArrayList<>(Arrays.asList(arguments));
        for (int i = 0; i + 1 < line.size(); i++) {
            String name = line.get(i) + " " + line.get(i + 1);
            if (gyre.getSubcommands().containsKey(name)) {
                line.set(i, name);
                line.remove(i + 1);
                break;
            }
        }
        return line.toArray(String[]::new);
    }
}
