/**
 * The function names of ELF files, as far as their symbol tables tell (System V gABI; elf(5)): 32 and 64 bit, both byte orders, programs and
 * libraries and files of debug information. {@link io.gyre.analysis.user.elf.LocalSymbols} finds the file in which an address of a trace lies;
 * {@link io.gyre.analysis.user.elf.ElfFile} and {@link io.gyre.analysis.user.elf.FunctionTable} read it. Whatever a file holds, what is read and kept
 * of it is bounded, and an {@link io.gyre.analysis.user.elf.ElfException} tells what is wrong with it.
 *
 * <p>Only renderers call this, on the machine where they run: no partial and no answer on a topic depends on the files of a machine.
 */
@NullMarked
package io.gyre.analysis.user.elf;

import org.jspecify.annotations.NullMarked;
