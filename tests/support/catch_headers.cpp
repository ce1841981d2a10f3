// SPDX-License-Identifier: MIT
// Empty: with it the headers of all test programs are compiled (cmake/Precompiled.cmake).
