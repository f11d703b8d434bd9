package io.gyre.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A table for people: columns as wide as their widest cell, numbers to the right, everything else to the left. */
public final class TextTable {
    /** Columns with the name of a thread, and its id where there is no column for that. */
    private static final List<String> THREADS = List.of("thread", "waker", "woken", "Wakee");
    /** The same of a process. */
    private static final List<String> PROCESS = List.of("process");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,.]*( (%|ms|/s))?");

    private final Detail detail;
    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();
    private long unshown;

    /** A table that shows all its rows; analyses ask {@link Detail#table} for theirs. */
    public TextTable(String... heads) {
        this(Detail.USUAL, heads);
    }

    TextTable(Detail detail, String... heads) {
        this.detail = detail;
        this.heads = List.of(heads);
    }

    /** Adds a row; numbers are shown with digits grouped by commas. */
    public void row(Object... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + heads.size() + " columns");
        }
        List<String> row = Arrays.stream(cells).map(TextTable::cell).toList();
        if (detail.threads().isAll() || (isWanted(row) && rows.size() < detail.rows())) {
            rows.add(row);
        } else if (isWanted(row)) {
            unshown++;
        }
    }

    /** Adds a row of all threads together: shown only where all are wanted. */
    public void total(Object... cells) {
        if (detail.threads().isAll()) {
            row(cells);
        }
    }

    private boolean isWanted(List<String> row) {
        return tellsThreads() ? isWanted(row, "TID", THREADS) : isWanted(row, "PID", PROCESS);
    }

    private boolean isWanted(List<String> row, String number, List<String> labels) {
        int id = heads.indexOf(number);
        if (id >= 0) {
            int name = heads.indexOf(labels.getFirst());
            return detail.threads().want(row.get(id), name < 0 ? "" : row.get(name));
        }
        return labels.stream().map(heads::indexOf).filter(column -> column >= 0)
                .anyMatch(column -> detail.threads().wantLabel(row.get(column)));
    }

    private boolean tellsThreads() {
        return heads.contains("TID") || THREADS.stream().anyMatch(heads::contains);
    }

    private boolean tellsProcesses() {
        return heads.contains("PID") || PROCESS.stream().anyMatch(heads::contains);
    }

    /** {@return a part of a whole in percent with two decimals, by integers alone} */
    public static String percent(long part, long whole) {
        long hundredths = whole <= 0 ? 0 : Math.round(10_000.0 * part / whole);
        return hundredths / 100 + "." + (hundredths / 10 % 10) + hundredths % 10 + " %";
    }

    /** {@return a duration in milliseconds with three decimals} */
    public static String milliseconds(long ns) {
        return String.format(Locale.ROOT, "%,d.%03d ms", ns / 1_000_000, ns / 1000 % 1000);
    }

    /** {@return a duration in microseconds with three decimals, for columns that name the unit} */
    public static String micros(long ns) {
        return String.format(Locale.ROOT, "%,d.%03d", ns / 1000, ns % 1000);
    }

    /** {@return a time of day in UTC with nanoseconds, as babeltrace2 prints it} */
    public static String time(long ns) {
        long seconds = Math.floorDiv(ns, 1_000_000_000L);
        long ofDay = Math.floorMod(seconds, 86_400L);
        return String.format(Locale.ROOT, "%02d:%02d:%02d.%09d", ofDay / 3600, ofDay / 60 % 60, ofDay % 60,
                Math.floorMod(ns, 1_000_000_000L));
    }

    private static String cell(Object value) {
        return switch (value) {
            case Long number -> String.format(Locale.ROOT, "%,d", number);
            case Integer number -> String.format(Locale.ROOT, "%,d", number);
            default -> value.toString();
        };
    }

    @Override
    public String toString() {
        if (!detail.threads().isAll() && !tellsThreads() && !tellsProcesses()) {
            return "";
        }
        var text = new StringBuilder();
        List<Column> columns = IntStream.range(0, heads.size()).mapToObj(this::column).toList();
        line(text, heads, columns);
        rows.forEach(row -> line(text, row, columns));
        if (unshown > 0) {
            text.append(String.format(Locale.ROOT, "and %,d more\n", unshown));
        }
        if (rows.isEmpty() && !detail.threads().isAll()) {
            text.append("(none of the threads that are wanted)\n");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells, List<Column> columns) {
        int begin = text.length();
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : "  ").append(columns.get(i).padded(cells.get(i)));
        }
        while (text.length() > begin && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    /** How wide a column is, and whether its cells are all numbers. */
    private record Column(int width, boolean isNumeric) {
        String padded(String cell) {
            String padding = " ".repeat(width - cell.length());
            return isNumeric ? padding + cell : cell + padding;
        }
    }

    private Column column(int number) {
        int width = heads.get(number).length();
        boolean isNumeric = true;
        for (List<String> row : rows) {
            String cell = row.get(number);
            width = Math.max(width, cell.length());
            isNumeric = isNumeric && NUMBER.matcher(cell).matches();
        }
        return new Column(width, isNumeric);
    }
}
