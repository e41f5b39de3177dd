# ./run.ps1 plan FILE shows what this does; ./run.ps1 scenario FILE does it, in a lab of its own.
# Only the blocks of Step, Gate, Change and Undo run. They share the options and $State, and nothing else.
Scenario 'first' 'An age in a settings file becomes shorter' {
    # Typed as --age 1s. Kinds: text, uri, number, duration, size, percent, path, word, flag.
    Option Age duration -Default 2s -Help 'how old an answer may be'

    # What the report promises at its top; the claim with -Proves fresh is its proof.
    Outcome fresh 'How old an answer may be' 'at most 10 s'

    Phase 1 'Change' {
        # A gate must pass, or nothing after it runs.
        Gate 1.1 'the file is there' {
            $State.File = (New-TemporaryFile).FullName
            Set-Content $State.File 'age=60'
            Expect 'settings' (Get-Content $State.File) -Equal 'age=60'
        }
        # -Undo is recorded before -Do acts, and runs whatever comes after.
        Change 1.2 'the age becomes shorter' -Do {
            Set-Content $State.File "age=$($Age.TotalSeconds)"
        } -Undo {
            Set-Content $State.File 'age=60'
        }
    }

    Phase 2 'Verify' -Needs 1 -Proves 'the new age is in force' {
        Step 2.1 'the age' {
            $seen = [timespan]::FromSeconds([double](Get-Content $State.File).Split('=')[1])
            Measure 'age in force' $seen
            # A bound has its unit and its reason.
            Expect 'age in force' $seen -LessOrEqual 10s -Because 'a viewer waits no longer' -Proves fresh
        }
    }

    Phase 3 'Roll back' -Always {
        Undo 3.1 'the old age is back' -From 1 {
            Expect 'settings' (Get-Content $State.File) -Equal 'age=60'
            Remove-Item $State.File
        }
    }
}
