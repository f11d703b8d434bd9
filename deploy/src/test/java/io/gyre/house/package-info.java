/** Rules that hold for every module of the house. */
@NullMarked
package io.gyre.house;

import org.jspecify.annotations.NullMarked;
