System.Console.WriteLine("verify");
